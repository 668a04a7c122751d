using Xunit;

namespace TestKit.Clusters;

/// <summary>One cluster for all tests of an assembly, started by the first test that asks for it.</summary>
/// <remarks>
/// Make it an assembly fixture: <c>[assembly: AssemblyFixture(typeof(KafkaClusterFixture))]</c>, take it in a
/// test class's
/// constructor, and ask it in the test. Looked for in this order: <c>KAFKA_TEST_BOOTSTRAP</c> with
/// <c>KAFKA_TEST_REGISTRY</c>, then the kit in <c>KAFKA_TEST_KIT</c>.
/// </remarks>
public sealed class KafkaClusterFixture : IAsyncLifetime
{
    private const string Nowhere =
        "there is no Kafka: set KAFKA_TEST_BOOTSTRAP and KAFKA_TEST_REGISTRY, or KAFKA_TEST_KIT to the kit's folder";

    // Topics that a client merely asks about must not spring into being.
    private static readonly string[] BrokerSettings = ["auto.create.topics.enable=false"];

    private readonly Lazy<Task<TestCluster?>> _cluster;
    private readonly Stack<IAsyncDisposable> _started = new();

    public KafkaClusterFixture() => _cluster = new(StartAsync);

    /// <summary>The cluster; skips the test where there is none, fails it where nothing may be skipped.</summary>
    public async Task<TestCluster> RequireAsync()
    {
        var cluster = await _cluster.Value;
        if (cluster is null)
            RealBroker.Missing(Nowhere);
        return cluster;
    }

    /// <summary>
    /// The kit, for tests that kill or pause brokers of their own; skips or fails like <see
    /// cref="RequireAsync"/>.
    /// </summary>
    public static KafkaKit RequireKit()
    {
        var kit = KafkaKit.Find();
        if (kit is null)
            RealBroker.Missing("there is no kit whose brokers could be killed: set KAFKA_TEST_KIT to its folder");
        return kit;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var started))
            await started.DisposeAsync();
    }

    private async Task<TestCluster?> StartAsync()
    {
        var bootstrap = Environment.GetEnvironmentVariable("KAFKA_TEST_BOOTSTRAP");
        var registryUrl = Environment.GetEnvironmentVariable("KAFKA_TEST_REGISTRY");
        if (!string.IsNullOrEmpty(bootstrap) && !string.IsNullOrEmpty(registryUrl))
            return new TestCluster(bootstrap, registryUrl, KafkaKit.Find());
        if (KafkaKit.Find() is not { } kit)
            return null;
        var registryStart = kit.StartRegistryAsync();
        var brokers = await kit.StartBrokersAsync(1, BrokerSettings);
        _started.Push(brokers);
        var registry = await registryStart;
        _started.Push(registry);
        return new TestCluster(brokers.BootstrapServers, registry.Url, kit);
    }
}
