using System.Net;
using System.Net.Sockets;

namespace Chaos.Tests.Network;

/// <summary>Stands between clients and one broker, and treats requests and replies as a test says.</summary>
/// <remarks>The broker advertises the proxy's port, so every connection of every client passes through.</remarks>
internal sealed class KafkaProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly int _brokerPort;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private NetworkFault? _fault;

    private KafkaProxy(TcpListener listener, int brokerPort)
    {
        (_listener, _brokerPort) = (listener, brokerPort);
        _accepting = AcceptAsync();
    }

    /// <summary>What happens to what passes from now on; null is nothing.</summary>
    public NetworkFault? Fault
    {
        get
        {
            lock (_gate) return _fault;
        }

        set
        {
            lock (_gate) _fault = value;
        }
    }

    public static KafkaProxy Start(int port, int brokerPort)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return new KafkaProxy(listener, brokerPort);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        Task[] open;
        lock (_gate) open = [.. _connections];
        await Task.WhenAll(open);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                lock (_gate)
                {
                    _connections.RemoveAll(connection => connection.IsCompleted);
                    _connections.Add(ServeAsync(client));
                }
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException)
            {
                // A client that gave up at once, or the end.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var broker = new TcpClient();
        using (client)
        {
            try
            {
                await broker.ConnectAsync(IPAddress.Loopback, _brokerPort, _stop.Token);
                await new ProxiedConnection(client.GetStream(), broker.GetStream(), () => Fault).RunAsync(_stop.Token);
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
            {
                // Either side has gone, or a fault has cut it: both ends are closed now.
            }
        }
    }
}
