using TestKit.Clusters;

namespace Chaos.Tests.Brokers;

/// <summary>The cluster of one node that tests share which kill no broker; started by the first that asks.</summary>
public sealed class ChaosClusters : IAsyncLifetime
{
    private readonly Lazy<Task<(TestCluster, KitBrokers)>> _shared;
    private readonly Stack<IAsyncDisposable> _started = new();

    public ChaosClusters() => _shared = new(StartAsync);

    /// <summary>Of every cluster here: sessions may be short, so that tests need not wait long.</summary>
    internal static string[] BrokerSettings { get; } =
    [
        "auto.create.topics.enable=false",
        "group.min.session.timeout.ms=1000",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000",
        // The oracle reads every state that ever was committed.
        "log.cleaner.enable=false",
    ];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var started)) await started.DisposeAsync();
    }

    internal async Task<TestCluster> SharedAsync() => (await _shared.Value).Item1;

    /// <summary>Its node, for tests that pause it and let it go on.</summary>
    internal async Task<KitBrokers> SharedNodeAsync() => (await _shared.Value).Item2;

    private async Task<(TestCluster, KitBrokers)> StartAsync()
    {
        var kit = KafkaClusterFixture.RequireKit();
        var registryStart = kit.StartRegistryAsync();
        var brokers = await kit.StartBrokersAsync(1, BrokerSettings);
        _started.Push(brokers);
        var registry = await registryStart;
        _started.Push(registry);
        return (new TestCluster(brokers.BootstrapServers, registry.Url, kit), brokers);
    }
}
