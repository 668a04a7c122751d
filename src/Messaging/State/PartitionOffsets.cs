using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace OrderPipeline.Messaging.State;

/// <summary>Asks for one offset of each of some partitions: their first ones, or their ends.</summary>
/// <remarks>Every call blocks, within its bound. <see cref="Meet"/> comes first.</remarks>
internal static class PartitionOffsets
{
    /// <summary>Has a client learn who leads the partitions of a topic.</summary>
    /// <remarks>
    /// librdkafka 2.15 that is asked for offsets before it knows looks for the leaders on two threads at once: of 600
    /// new clients 56 missed the answer and waited three seconds for the next, and it can hang or end the process.
    /// This question is safe.
    /// </remarks>
    /// <exception cref="StateUnavailableException">The cluster does not answer within the bound.</exception>
    public static void Meet(IAdminClient admin, string topic, TimeSpan bound)
    {
        try
        {
            admin.GetMetadata(topic, bound);
        }
        catch (KafkaException failure)
        {
            throw new StateUnavailableException($"topic {topic}: {failure.Error.Reason}", failure);
        }
    }

    /// <summary>The offsets by partition; all of one topic.</summary>
    /// <exception cref="ListOffsetsException">Some partition gave none; its answers say which.</exception>
    /// <exception cref="KafkaException">The cluster does not answer.</exception>
    public static Dictionary<int, long> Of(
        IAdminClient admin,
        IEnumerable<TopicPartition> partitions,
        OffsetSpec spec,
        IsolationLevel isolation,
        TimeSpan bound)
    {
        var asked = partitions.Select(
            partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = spec });
        var options = new ListOffsetsOptions { RequestTimeout = bound, IsolationLevel = isolation };
        return ByPartition(admin.ListOffsetsAsync(asked, options).GetAwaiter().GetResult().ResultInfos);
    }

    /// <summary>The same without the partitions that gave none.</summary>
    /// <exception cref="KafkaException">The cluster does not answer.</exception>
    public static Dictionary<int, long> OfThoseThatAnswer(
        IAdminClient admin,
        IEnumerable<TopicPartition> partitions,
        OffsetSpec spec,
        IsolationLevel isolation,
        TimeSpan bound)
    {
        try
        {
            return Of(admin, partitions, spec, isolation, bound);
        }
        catch (ListOffsetsException failure)
        {
            return ByPartition(
                failure.Result.ResultInfos.Where(info => !info.TopicPartitionOffsetError.Error.IsError));
        }
    }

    private static Dictionary<int, long> ByPartition(IEnumerable<ListOffsetsResultInfo> answers) =>
        answers.Select(info => info.TopicPartitionOffsetError)
            .ToDictionary(answer => answer.Partition.Value, answer => answer.Offset.Value);
}
