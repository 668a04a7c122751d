using OrderPipeline.Messaging.Hosting;
using TestKit.Clusters;

namespace Benchmarks.Clusters;

/// <summary>The broker and the registry that everything is measured on, ours and the baselines alike.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private const string Nowhere =
        "there is no Kafka to measure on: set KAFKA_TEST_BOOTSTRAP and KAFKA_TEST_REGISTRY, or KAFKA_TEST_KIT to "
        + "the kit's folder (./dev bench avro needs none)";

    // Groups of one member need not wait for others; the rest is as the broker comes.
    private static readonly string[] BrokerSettings =
        ["auto.create.topics.enable=false", "group.initial.rebalance.delay.ms=0"];

    private readonly Stack<IAsyncDisposable> _started = new();

    private BenchCluster(string bootstrapServers, string registryUrl)
    {
        BootstrapServers = bootstrapServers;
        RegistryUrl = registryUrl;
    }

    public string BootstrapServers { get; }

    public string RegistryUrl { get; }

    /// <exception cref="ProgramException">The environment names no cluster.</exception>
    public static async Task<BenchCluster> StartAsync()
    {
        var bootstrap = Environment.GetEnvironmentVariable("KAFKA_TEST_BOOTSTRAP");
        var registryUrl = Environment.GetEnvironmentVariable("KAFKA_TEST_REGISTRY");
        if (!string.IsNullOrEmpty(bootstrap) && !string.IsNullOrEmpty(registryUrl)) return new(bootstrap, registryUrl);
        var kit = KafkaKit.Find() ?? throw new ProgramException(ExitCode.Unreachable, Nowhere);
        var brokers = await kit.StartBrokersAsync(1, BrokerSettings);
        var registry = await kit.StartRegistryAsync();
        var cluster = new BenchCluster(brokers.BootstrapServers, registry.Url);
        cluster._started.Push(brokers);
        cluster._started.Push(registry);
        return cluster;
    }

    /// <summary>A cluster that somebody else owns.</summary>
    public static BenchCluster At(string bootstrapServers, string registryUrl) => new(bootstrapServers, registryUrl);

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var started)) await started.DisposeAsync();
    }
}
