using OrderPipeline.LocalCluster.Brokers;
using OrderPipeline.LocalCluster.Forwarding;
using OrderPipeline.LocalCluster.Registry;

namespace OrderPipeline.LocalCluster;

/// <summary>A Kafka of three brokers and a schema registry in this process, each at one address of localhost.</summary>
/// <remarks>docs/LOCAL-CLUSTER.md says what such a cluster cannot show. Nothing of it outlives <see
/// cref="DisposeAsync"/>.</remarks>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly List<BrokerForwarder> _forwarders = [];

    private EmbeddedCluster(MockBrokers brokers, RegistryServer registry) => (Brokers, Registry) = (brokers, registry);

    /// <summary>Kafka's address, as <c>Kafka:BootstrapServers</c> wants it.</summary>
    public string BootstrapServers => $"{_forwarders[0].Address.Host}:{_forwarders[0].Address.Port}";

    /// <summary>The registry's address, as <c>SchemaRegistry:Url</c> wants it.</summary>
    public string RegistryUrl => Registry.Url;

    /// <summary>The brokers themselves, for tests that make them fail.</summary>
    public MockBrokers Brokers { get; }

    /// <summary>The schema registry.</summary>
    public RegistryServer Registry { get; }

    /// <summary>Starts it; when the task ends, clients can connect and the topics are there.</summary>
    /// <exception cref="PortTakenException">Somebody else listens on one of the ports.</exception>
    public static Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, CancellationToken stop) =>
        StartAsync(options, observer: null, stop);

    internal static async Task<EmbeddedCluster> StartAsync(
        EmbeddedClusterOptions options, IRequestObserver? observer, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var registry = await RegistryServer.StartAsync(options.RegistryPort, stop);
        var cluster = new EmbeddedCluster(MockBrokers.Start(), registry);
        try
        {
            foreach (var topic in options.Topics)
                cluster.Brokers.CreateTopic(topic.Name, topic.Partitions);
            cluster.Forward(options.KafkaPort, observer);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the registry and the brokers, within seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var forwarder in _forwarders)
            await forwarder.DisposeAsync();
        Brokers.Dispose();
        await Registry.DisposeAsync();
    }

    // The first broker gets the port that clients are told; the others are found through the metadata.
    private void Forward(int firstPort, IRequestObserver? observer)
    {
        foreach (var broker in Brokers.Brokers)
        {
            var forwarder = BrokerForwarder.Start(broker, _forwarders.Count == 0 ? firstPort : 0, observer);
            _forwarders.Add(forwarder);
            Brokers.Advertise(broker.Id, forwarder.Address.Host, forwarder.Address.Port);
        }
    }
}
