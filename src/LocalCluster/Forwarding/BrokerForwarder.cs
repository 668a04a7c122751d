using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using OrderPipeline.LocalCluster.Brokers;
using OrderPipeline.LocalCluster.Network;

namespace OrderPipeline.LocalCluster.Forwarding;

/// <summary>Gives one mock broker, whose port the system chose, a port of our choice, and sees what passes.</summary>
internal sealed class BrokerForwarder : IAsyncDisposable
{
    private const int MaxConnections = 1_000;
    private const int Backlog = 128;
    private const string PortOption = "--kafka-port";
    private static readonly TimeSpan ConnectBound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(50);
    private static long _lastConnection;

    private readonly BrokerAddress _broker;
    private readonly IRequestObserver? _observer;
    private readonly LoopbackSockets _listeners;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<long, Task> _connections = new();
    private readonly Task _accepting;

    private BrokerForwarder(BrokerAddress broker, IRequestObserver? observer, LoopbackSockets listeners)
    {
        (_broker, _observer, _listeners) = (broker, observer, listeners);
        // Where there is no IPv6, the name could lead clients to it all the same.
        var addresses = listeners.Addresses;
        Address = new(broker.Id, addresses.Count > 1 ? "localhost" : "127.0.0.1", addresses[0].Port);
        _accepting = Task.WhenAll(listeners.Sockets.Select(AcceptAsync));
    }

    /// <summary>Where clients find the broker.</summary>
    public BrokerAddress Address { get; }

    /// <summary>Begins to listen; port 0 takes a free one.</summary>
    /// <exception cref="PortTakenException">Somebody listens there.</exception>
    public static BrokerForwarder Start(BrokerAddress broker, int port, IRequestObserver? observer) =>
        new(broker, observer, LoopbackSockets.Bind(port, PortOption));

    /// <summary>Ends all connections, within five seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listeners.Dispose();
        try
        {
            await Task.WhenAll([_accepting, .. _connections.Values]).WaitAsync(EndBound);
        }
        catch (TimeoutException)
        {
            // Their sockets close with the process.
        }

        _stopping.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        listener.Listen(Backlog);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptAsync(_stopping.Token);
                if (_connections.Count >= MaxConnections)
                {
                    client.Dispose();
                    continue;
                }

                var id = Interlocked.Increment(ref _lastConnection);
                // Entered before it runs, so that its end finds what it must take out.
                var connection = new Task<Task>(() => ServeAsync(id, client));
                _connections[id] = connection.Unwrap();
                connection.Start(TaskScheduler.Default);
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // That client is gone already, or this process has no more sockets to give for now.
                await Task.Delay(AfterFailure, CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(long id, Socket client)
    {
        var broker = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            bound.CancelAfter(ConnectBound);
            await broker.ConnectAsync(new IPEndPoint(IPAddress.Parse(_broker.Host), _broker.Port), bound.Token);
            await new ForwardedConnection(id, client, broker, _observer).RunAsync(_stopping.Token);
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException)
        {
            // The broker is down: the client is cut off at once, much as if nobody had listened.
            client.Close(0);
        }
        finally
        {
            client.Dispose();
            broker.Dispose();
            _connections.TryRemove(id, out _);
        }
    }
}
