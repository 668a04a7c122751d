using Confluent.Kafka;

namespace OrderPipeline.Messaging.State;

/// <summary>Asks how far a group has committed.</summary>
/// <remarks>
/// Not by the admin client: librdkafka 2.15 never answers a question to a coordinator that is away when it is asked,
/// and where the question's own time ends first, the coordinator's return ends the process ("refcnt > 0").
/// </remarks>
internal static class GroupOffsets
{
    /// <summary>The next offsets to read by partition; without those where the group has committed none.</summary>
    /// <param name="client">A client with the group's name. Where it reads committed records, an open transaction's
    /// offset is waited for; else it is not there yet.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="partitions">Its partitions.</param>
    /// <param name="bound">The longest wait.</param>
    /// <exception cref="KafkaException">The cluster does not answer.</exception>
    public static Dictionary<int, long> Of(
        IConsumer<byte[]?, byte[]?> client, string topic, IEnumerable<int> partitions, TimeSpan bound) =>
        client.Committed(partitions.Select(partition => new TopicPartition(topic, partition)), bound)
            .Where(static answer => !answer.Offset.IsSpecial)
            .ToDictionary(static answer => answer.Partition.Value, static answer => answer.Offset.Value);
}
