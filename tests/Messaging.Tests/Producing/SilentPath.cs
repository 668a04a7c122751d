using System.Net;
using System.Net.Sockets;

namespace Messaging.Tests.Producing;

/// <summary>A way to a broker that can go silent: connections stay open, and nothing comes through any more.</summary>
internal sealed class SilentPath : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private volatile CancellationTokenSource _silence = new();

    /// <param name="host">The broker's.</param>
    /// <param name="port">The broker's.</param>
    public SilentPath(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients find the broker.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From now on nothing comes through the connections that there are; new ones are not concerned.</summary>
    public void GoSilent() => Interlocked.Exchange(ref _silence, new CancellationTokenSource()).Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var _ = client;
        using var broker = new TcpClient(_host, _port);
        var silence = _silence;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, silence.Token);
        var ended = Task.WhenAny(
            PassAsync(client.GetStream(), broker.GetStream(), either.Token),
            PassAsync(broker.GetStream(), client.GetStream(), either.Token));
        await ended;
        // The sockets stay open for as long as the silence lasts.
        if (silence.IsCancellationRequested)
            await Task.Delay(Timeout.Infinite, _stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to, CancellationToken stop)
    {
        try
        {
            await from.CopyToAsync(to, stop);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // That connection has ended.
        }
    }
}
