using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SchemaRegistry.Tests.Fakes;

/// <summary>A socket that answers every request with the same bytes and closes; TLS with a certificate.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly X509Certificate2? _certificate;
    private readonly TestAuthority? _clients;
    private int _connections;

    /// <param name="answer">The whole answer, head and body.</param>
    /// <param name="certificate">Ours, for TLS.</param>
    /// <param name="clients">The authority whose clients are let in; null for everybody.</param>
    public FakeServer(string answer, X509Certificate2? certificate = null, TestAuthority? clients = null)
    {
        _clients = clients;
        _answer = Encoding.ASCII.GetBytes(answer.ReplaceLineEndings("\r\n"));
        _certificate = certificate;
        _listener.Start();
        _ = ServeAsync();
    }

    public int Connections => Volatile.Read(ref _connections);

    public string Url => $"{(_certificate is null ? "http" : "https")}://localhost:{Port}";

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                await AnswerAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was stopped: the test is over.
        }
    }

    private SslServerAuthenticationOptions TlsOptions() => new()
    {
        ServerCertificate = _certificate,
        ClientCertificateRequired = _clients is not null,
        RemoteCertificateValidationCallback = (_, shown, _, _) => _clients is null || _clients.HasSigned(shown),
    };

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            await using Stream stream = _certificate is null
                ? client.GetStream()
                : new SslStream(client.GetStream());
            if (stream is SslStream tls)
                await tls.AuthenticateAsServerAsync(TlsOptions());
            var request = new List<byte>();
            var buffer = new byte[4096];
            while (!request.ToArray().AsSpan().EndsWith("\r\n\r\n"u8))
            {
                var count = await stream.ReadAsync(buffer);
                if (count == 0)
                    return;
                request.AddRange(buffer.AsSpan(0, count));
            }

            await stream.WriteAsync(_answer);
        }
        catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
        {
            // A client that hangs up or refuses the certificate is what some tests are about.
        }
    }
}
