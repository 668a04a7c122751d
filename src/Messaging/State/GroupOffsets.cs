using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace OrderPipeline.Messaging.State;

/// <summary>Asks how far a group has committed.</summary>
/// <remarks>Blocks, within the bound.</remarks>
internal static class GroupOffsets
{
    /// <summary>The next offsets to read by partition; without those where the group has committed none.</summary>
    /// <param name="admin">Asks.</param>
    /// <param name="group">The group's name.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="partitions">Its partitions.</param>
    /// <param name="isStable">An open transaction's offset is an error, and asked for again later; else it is not
    /// there yet.</param>
    /// <param name="bound">The longest wait.</param>
    /// <exception cref="KafkaException">The cluster does not answer.</exception>
    public static Dictionary<int, long> Of(
        IAdminClient admin, string group, string topic, IEnumerable<int> partitions, bool isStable, TimeSpan bound)
    {
        var asked = partitions.Select(partition => new TopicPartition(topic, partition)).ToList();
        var options = new ListConsumerGroupOffsetsOptions { RequestTimeout = bound, RequireStableOffsets = isStable };
        var answer = admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions(group, asked)], options);
        return Asking.Answer(answer, bound)[0].Partitions
            .Where(answer => !answer.Error.IsError && !answer.Offset.IsSpecial)
            .ToDictionary(answer => answer.Partition.Value, answer => answer.Offset.Value);
    }
}
