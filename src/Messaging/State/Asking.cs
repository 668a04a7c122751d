using Confluent.Kafka;

namespace OrderPipeline.Messaging.State;

/// <summary>Questions to a cluster whose answers come within a bound, whatever the client library does.</summary>
internal static class Asking
{
    /// <summary>For an answer that the library's own bound should have ended.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Has a client learn who leads the partitions of a topic.</summary>
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

    /// <summary>One offset of each of some partitions, as a consumer of its isolation sees it.</summary>
    /// <param name="which">The beginning, or the end.</param>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or denies it.</exception>
    public static Dictionary<int, long> Offsets(
        IConsumer<byte[]?, byte[]?> client, string topic, IEnumerable<int> partitions, Offset which, TimeSpan bound)
    {
        // Kafka's question for a time takes the beginning and the end as times, too.
        var time = new Timestamp(which.Value, TimestampType.NotAvailable);
        var asked = partitions.Select(
            partition => new TopicPartitionTimestamp(new TopicPartition(topic, partition), time)).ToList();
        if (asked.Count == 0) return [];
        try
        {
            return client.OffsetsForTimes(asked, bound)
                .ToDictionary(answer => answer.Partition.Value, answer => answer.Offset.Value);
        }
        catch (TopicPartitionOffsetException failure)
        {
            var bad = failure.Results.First(answer => answer.Error.IsError);
            throw new StateUnavailableException($"{topic}[{bad.Partition.Value}]: {bad.Error.Reason}", failure);
        }
        catch (KafkaException failure)
        {
            // Also where it knows the partitions, and no broker leads them.
            var reason = failure.Error.Code == ErrorCode.Local_UnknownPartition
                ? "no broker leads it now"
                : failure.Error.Reason;
            throw new StateUnavailableException(
                $"{topic}[{string.Join(", ", asked.Select(one => one.Partition.Value))}]: {reason}", failure);
        }
    }

    /// <summary>Waits for an answer that the client library bounds, and no longer where it does not.</summary>
    /// <exception cref="KafkaException">What the library answered, or that it did not.</exception>
    public static T Answer<T>(Task<T> answer, TimeSpan bound)
    {
        try
        {
            return answer.WaitAsync(bound + Grace).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "the client library gave no answer in time"));
        }
    }
}
