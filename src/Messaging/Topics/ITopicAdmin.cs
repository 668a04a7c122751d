using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace OrderPipeline.Messaging.Topics;

/// <summary>What <see cref="TopicSetup"/> needs of a cluster.</summary>
internal interface ITopicAdmin : IDisposable
{
    /// <summary>All topics with their numbers of partitions; never makes one. Blocks.</summary>
    /// <exception cref="KafkaException">No broker answered in time.</exception>
    IReadOnlyDictionary<string, int> ReadTopics(TimeSpan within);

    /// <summary>How many brokers there are, and how many replicas each topic has. Blocks.</summary>
    /// <exception cref="KafkaException">No broker answered in time.</exception>
    (int Brokers, IReadOnlyDictionary<string, int> Replicas) ReadReplicas(TimeSpan within);

    /// <summary>Makes the topics and returns the errors of those that were not made.</summary>
    Task<IReadOnlyList<(string Topic, Error Error)>> CreateAsync(
        IReadOnlyList<TopicSpecification> topics, TimeSpan within);

    /// <summary>The settings of each topic.</summary>
    /// <exception cref="KafkaException">The cluster did not tell, or denies it.</exception>
    Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ReadConfigsAsync(
        IReadOnlyList<string> topics, TimeSpan within);
}
