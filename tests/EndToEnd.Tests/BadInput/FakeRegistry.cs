using System.Net;
using System.Text;
using TestKit.Clusters;

namespace EndToEnd.Tests.BadInput;

/// <summary>
/// An HTTP server on a registry's address: it answers HTML as a proxy does, or hands on to a real one when open.
/// </summary>
internal sealed class FakeRegistry : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _client = new();
    private readonly string? _target;
    private readonly Task _loop;
    private int _refused;

    private FakeRegistry(string? target)
    {
        _target = target;
        IsOpen = target is not null;
        Port = FreePorts.Take(1);
        Url = $"http://127.0.0.1:{Port}";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _loop = AnswerAsync();
    }

    public int Port { get; }

    public string Url { get; }

    /// <summary>Whether it hands on; closed, it answers 503 with HTML.</summary>
    public bool IsOpen { get; set; }

    /// <summary>How many requests it has not handed on.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public static FakeRegistry AnsweringHtml() => new(null);

    public static FakeRegistry InFrontOf(string target) => new(target);

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop;
        _client.Dispose();
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                // Closed, or a caller went away.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        var (status, type, body) = IsOpen ? await HandOnAsync(call.Request) : Refuse();
        call.Response.StatusCode = status;
        call.Response.ContentType = type;
        await call.Response.OutputStream.WriteAsync(body);
        call.Response.Close();
    }

    private (int Status, string Type, byte[] Body) Refuse()
    {
        Interlocked.Increment(ref _refused);
        var page = Encoding.UTF8.GetBytes("<html><body><h1>It works!</h1></body></html>");
        return (_target is null ? 200 : 503, "text/html", page);
    }

    private async Task<(int Status, string Type, byte[] Body)> HandOnAsync(HttpListenerRequest request)
    {
        using var onward = new HttpRequestMessage(new HttpMethod(request.HttpMethod), _target + request.RawUrl);
        if (request.HasEntityBody)
        {
            onward.Content = new StreamContent(request.InputStream);
            onward.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        using var answer = await _client.SendAsync(onward);
        var type = answer.Content.Headers.ContentType?.ToString() ?? "application/json";
        return ((int)answer.StatusCode, type, await answer.Content.ReadAsByteArrayAsync());
    }
}
