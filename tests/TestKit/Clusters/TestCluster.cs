using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace TestKit.Clusters;

/// <summary>A running Kafka and registry that the tests of one assembly share.</summary>
/// <remarks>Topics are never created by themselves on it; tests use topics of their own (<see
/// cref="TestTopics"/>).</remarks>
/// <param name="BootstrapServers">As <c>Kafka:BootstrapServers</c> wants it.</param>
/// <param name="RegistryUrl">As <c>SchemaRegistry:Url</c> wants it.</param>
/// <param name="Kit">Kafka's tools and further brokers; null where the cluster was brought from elsewhere.</param>
public sealed record TestCluster(string BootstrapServers, string RegistryUrl, KafkaKit? Kit)
{
    /// <summary>The settings that lead a program here, as command line arguments.</summary>
    public IReadOnlyList<string> Arguments =>
        [$"--Kafka:BootstrapServers={BootstrapServers}", $"--SchemaRegistry:Url={RegistryUrl}"];

    public async Task CreateTopicAsync(
        string name, int partitions, IReadOnlyDictionary<string, string>? settings = null)
    {
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
}
