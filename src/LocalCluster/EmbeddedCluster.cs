using System.Net.Sockets;
using OrderPipeline.LocalCluster.Brokers;
using OrderPipeline.LocalCluster.Forwarding;

namespace OrderPipeline.LocalCluster;

/// <summary>A Kafka of three brokers and a schema registry in this process, each at one address of localhost.</summary>
/// <remarks>docs/LOCAL-CLUSTER.md says what such a cluster cannot show. Nothing of it outlives <see
/// cref="DisposeAsync"/>.</remarks>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly List<BrokerForwarder> _forwarders = [];

    private EmbeddedCluster(MockBrokers brokers) => Brokers = brokers;

    /// <summary>Kafka's address, as <c>Kafka:BootstrapServers</c> wants it.</summary>
    public string BootstrapServers => $"{_forwarders[0].Address.Host}:{_forwarders[0].Address.Port}";

    /// <summary>The brokers themselves, for tests that make them fail.</summary>
    public MockBrokers Brokers { get; }

    /// <summary>Starts it; when the task ends, clients can connect and the topics are there.</summary>
    public static Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, CancellationToken stop) =>
        StartAsync(options, observer: null, stop);

    internal static async Task<EmbeddedCluster> StartAsync(
        EmbeddedClusterOptions options, IRequestObserver? observer, CancellationToken stop)
    {
        var cluster = new EmbeddedCluster(MockBrokers.Start());
        try
        {
            foreach (var topic in options.Topics)
                cluster.Brokers.CreateTopic(topic.Name, topic.Partitions);
            cluster.Forward(options.KafkaPort, observer);
            stop.ThrowIfCancellationRequested();
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
    }

    // The first broker gets the port that clients are told; the others are found through the metadata.
    private void Forward(int firstPort, IRequestObserver? observer)
    {
        foreach (var broker in Brokers.Brokers)
        {
            var port = _forwarders.Count == 0 ? firstPort : 0;
            BrokerForwarder forwarder;
            try
            {
                forwarder = BrokerForwarder.Start(broker, port, observer);
            }
            catch (SocketException failure)
            {
                throw new InvalidOperationException($"port {port}", failure);
            }

            _forwarders.Add(forwarder);
            Brokers.Advertise(broker.Id, forwarder.Address.Host, forwarder.Address.Port);
        }
    }
}
