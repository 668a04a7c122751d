using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>Which partitions of a topic hold records that no transaction has decided yet.</summary>
/// <remarks>It asks on a consumer's handle, whose questions make no topic, and blocks; every question is
/// bounded.</remarks>
/// <param name="client">The consumer's handle; asked anew each time, since a consumer may be replaced.</param>
internal sealed class HeldPartitions(Func<Handle> client)
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(2);

    /// <summary>The partitions whose last stable offset lies before their end; none where there is no such
    /// topic.</summary>
    /// <remarks>A partition that cannot be asked is left out: nobody could end anything in it now. So is one without a
    /// leader, for which the client would refuse the question as a whole.</remarks>
    /// <exception cref="KafkaException">The cluster does not answer.</exception>
    public IReadOnlyList<HeldPartition> Of(string topic, LookTime look)
    {
        using var admin = new DependentAdminClientBuilder(client()).Build();
        var found = admin.GetMetadata(topic, look.For(OneAnswer)).Topics.Find(entry => entry.Topic == topic);
        var partitions = Led(found);
        if (partitions.Count == 0) return [];
        var stable = Ends(admin, partitions, IsolationLevel.ReadCommitted, look);
        // Asked last: what is decided in between shows as held, never the other way round.
        var ends = Ends(admin, partitions, IsolationLevel.ReadUncommitted, look);
        return [.. stable.Where(from => ends.TryGetValue(from.Key, out var end) && from.Value < end)
            .Select(from => new HeldPartition(topic, from.Key, from.Value))];
    }

    /// <summary>The partitions of a topic that have a leader.</summary>
    internal static List<TopicPartition> Led(TopicMetadata? topic) => topic is null
        ? []
        : [.. topic.Partitions.Where(partition => partition.Leader >= 0)
            .Select(partition => new TopicPartition(topic.Topic, partition.PartitionId))];

    private static Dictionary<int, long> Ends(
        IAdminClient admin, List<TopicPartition> partitions, IsolationLevel isolation, LookTime look) =>
        PartitionOffsets.OfThoseThatAnswer(admin, partitions, OffsetSpec.Latest(), isolation, look.For(OneAnswer));
}
