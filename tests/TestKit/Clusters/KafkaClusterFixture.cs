using OrderPipeline.LocalCluster;
using Xunit;

namespace TestKit.Clusters;

/// <summary>One cluster for all tests of an assembly, started by the first test that asks for it.</summary>
/// <remarks>
/// Make it an assembly fixture: <c>[assembly: AssemblyFixture(typeof(KafkaClusterFixture))]</c>, take it in a
/// test class's
/// constructor, and ask it in the test. The first of these that there is: <c>KAFKA_TEST_BOOTSTRAP</c> with
/// <c>KAFKA_TEST_REGISTRY</c>, the kit in <c>KAFKA_TEST_KIT</c>, containers, the embedded cluster.
/// </remarks>
public sealed class KafkaClusterFixture : IAsyncLifetime
{
    // Topics that a client merely asks about must not spring into being.
    private static readonly string[] BrokerSettings = ["auto.create.topics.enable=false"];

    private readonly Lazy<Task<TestCluster>> _cluster;
    private readonly Stack<IAsyncDisposable> _started = new();

    public KafkaClusterFixture() => _cluster = new(StartAsync);

    /// <summary>The cluster, of whatever kind.</summary>
    public Task<TestCluster> RequireAsync() => _cluster.Value;

    /// <summary>
    /// The cluster where its brokers are real; else skips the test with the reason, or fails it where nothing may
    /// be skipped.
    /// </summary>
    /// <param name="because">What the embedded cluster lacks, as the end of a sentence.</param>
    public async Task<TestCluster> RequireRealAsync(string because)
    {
        var cluster = await _cluster.Value;
        if (cluster.Embedded is not null)
            RealBroker.Missing($"this is the embedded cluster, which {because}");
        return cluster;
    }

    /// <summary>
    /// The kit, for tests that kill or pause brokers of their own; skips or fails like <see
    /// cref="RequireRealAsync"/>.
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

    private async Task<TestCluster> StartAsync()
    {
        var bootstrap = Environment.GetEnvironmentVariable("KAFKA_TEST_BOOTSTRAP");
        var registryUrl = Environment.GetEnvironmentVariable("KAFKA_TEST_REGISTRY");
        if (!string.IsNullOrEmpty(bootstrap) && !string.IsNullOrEmpty(registryUrl))
            return new TestCluster(bootstrap, registryUrl, KafkaKit.Find());
        if (KafkaKit.Find() is { } kit)
            return await StartAsync(kit);
        if (await DockerCluster.TryStartAsync() is { } containers)
        {
            _started.Push(containers);
            return new TestCluster(containers.BootstrapServers, containers.RegistryUrl, Kit: null);
        }

        var embedded = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Topics = [] }, default);
        _started.Push(embedded);
        return TestCluster.Of(embedded);
    }

    private async Task<TestCluster> StartAsync(KafkaKit kit)
    {
        var registryStart = kit.StartRegistryAsync();
        var brokers = await kit.StartBrokersAsync(1, BrokerSettings);
        _started.Push(brokers);
        var registry = await registryStart;
        _started.Push(registry);
        return new TestCluster(brokers.BootstrapServers, registry.Url, kit);
    }
}
