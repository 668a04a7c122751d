using Chaos.Tests.Brokers;
using TestKit.Clusters;

namespace Chaos.Tests.Network;

/// <summary>A cluster of one node whose clients reach it through a proxy alone; started by the first test.</summary>
public sealed class ProxiedCluster : IAsyncLifetime
{
    private readonly Stack<IAsyncDisposable> _started = new();
    private KafkaProxy? _proxy;
    private TestCluster? _cluster;

    internal KafkaProxy Proxy => _proxy!;

    internal TestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync()
    {
        var kit = KafkaClusterFixture.RequireKit();
        var port = FreePorts.Take(1);
        var node = await kit.StartBrokersAsync(
            1, [.. ChaosClusters.BrokerSettings, $"advertised.listeners=PLAINTEXT://127.0.0.1:{port}"]);
        _started.Push(node);
        _proxy = KafkaProxy.Start(port, int.Parse(
            node.BootstrapServers.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        _started.Push(_proxy);
        var registry = await kit.StartRegistryAsync();
        _started.Push(registry);
        _cluster = new TestCluster($"127.0.0.1:{port}", registry.Url, kit);
    }

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var started)) await started.DisposeAsync();
    }
}
