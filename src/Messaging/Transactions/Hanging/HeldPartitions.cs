using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>Which partitions of a topic hold records that no transaction has decided yet.</summary>
/// <remarks>It asks on a consumer's handle, whose questions make no topic, and blocks; every question is
/// bounded.</remarks>
/// <param name="client">The consumer's handle; asked anew each time, since a consumer may be replaced.</param>
internal sealed class HeldPartitions(Func<Handle> client) : IHeldPartitions
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(2);

    public HeldAnswer Of(string topic, LookTime look)
    {
        using var admin = new DependentAdminClientBuilder(client()).Build();
        var found = admin.GetMetadata(topic, look.For(OneAnswer)).Topics.Find(entry => entry.Topic == topic);
        var (led, silent) = ByLeader(found);
        if (led.Count == 0) return new HeldAnswer([], silent);
        var stable = Ends(admin, led, IsolationLevel.ReadCommitted, look);
        // Asked last: what is decided in between shows as held, never the other way round.
        var ends = Ends(admin, led, IsolationLevel.ReadUncommitted, look);
        var held = new List<HeldPartition>();
        foreach (var partition in led)
        {
            var number = partition.Partition.Value;
            if (!stable.TryGetValue(number, out var from) || !ends.TryGetValue(number, out var end))
                silent.Add(partition);
            else if (from < end)
                held.Add(new HeldPartition(topic, number, from));
        }

        return new HeldAnswer(held, silent);
    }

    /// <summary>The partitions of a topic that have a leader, and those that have none, for which the client would
    /// refuse a question as a whole.</summary>
    internal static (List<TopicPartition> Led, List<TopicPartition> Silent) ByLeader(TopicMetadata? topic)
    {
        var (led, silent) = (new List<TopicPartition>(), new List<TopicPartition>());
        foreach (var partition in topic?.Partitions ?? [])
            (partition.Leader >= 0 ? led : silent).Add(new TopicPartition(topic!.Topic, partition.PartitionId));
        return (led, silent);
    }

    private static Dictionary<int, long> Ends(
        IAdminClient admin, List<TopicPartition> partitions, IsolationLevel isolation, LookTime look) =>
        PartitionOffsets.OfThoseThatAnswer(admin, partitions, OffsetSpec.Latest(), isolation, look.For(OneAnswer));
}
