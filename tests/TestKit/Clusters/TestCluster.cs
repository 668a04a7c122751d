using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.LocalCluster;

namespace TestKit.Clusters;

/// <summary>A running Kafka and registry: shared by the tests of one assembly, or one test's own.</summary>
/// <remarks>Topics are never created by themselves on a real one; tests use topics of their own (<see
/// cref="TestTopics"/>).</remarks>
/// <param name="BootstrapServers">As <c>Kafka:BootstrapServers</c> wants it.</param>
/// <param name="RegistryUrl">As <c>SchemaRegistry:Url</c> wants it.</param>
/// <param name="Kit">Kafka's tools and further brokers; null where the cluster was brought from elsewhere.</param>
public sealed record TestCluster(string BootstrapServers, string RegistryUrl, KafkaKit? Kit)
{
    /// <summary>The cluster in this process, whose brokers can be made to fail; null where they are real.</summary>
    public EmbeddedCluster? Embedded { get; private init; }

    /// <summary>The settings that lead a program here, as command line arguments.</summary>
    public IReadOnlyList<string> Arguments =>
        [$"--Kafka:BootstrapServers={BootstrapServers}", $"--SchemaRegistry:Url={RegistryUrl}"];

    /// <summary>A cluster in this process, which stays its owner's.</summary>
    public static TestCluster Of(EmbeddedCluster embedded) =>
        new(embedded.BootstrapServers, embedded.RegistryUrl, Kit: null) { Embedded = embedded };

    /// <summary>Makes a topic; an embedded cluster has no settings of topics.</summary>
    public async Task CreateTopicAsync(
        string name, int partitions, IReadOnlyDictionary<string, string>? settings = null)
    {
        if (Embedded is not null)
        {
            if (settings is { Count: > 0 })
                throw new NotSupportedException("the embedded cluster keeps no settings of topics");
            Embedded.Brokers.CreateTopic(name, partitions);
            return;
        }

        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = BootstrapServers }).Build();
        await admin.CreateTopicsAsync([
            new TopicSpecification
            {
                Name = name,
                NumPartitions = partitions,
                ReplicationFactor = -1,
                Configs = settings?.ToDictionary(),
            }]);
    }

    /// <summary>Before a program starts: makes its topics where it could not make them itself.</summary>
    /// <remarks>A real cluster is left as it is, so that the programs show there that they make what is
    /// missing.</remarks>
    public void Prepare(TestTopics topics)
    {
        if (Embedded is null)
            return;
        Embedded.Brokers.CreateTopic(topics.Orders, 4);
        Embedded.Brokers.CreateTopic(topics.DeadLetters, 1);
        Embedded.Brokers.CreateTopic(topics.Averages, 4);
        Embedded.Brokers.CreateTopic(topics.Redrives, 1);
    }
}
