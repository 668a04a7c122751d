using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>Which partitions of a topic hold records that no transaction has decided yet.</summary>
/// <remarks>It asks on a consumer's handle, whose questions make no topic, and blocks; every question is
/// bounded. Its end takes a tenth of a second, so one of it is for many questions.</remarks>
/// <param name="client">The handle of a consumer that outlives this.</param>
internal sealed class HeldPartitions(Handle client) : IHeldPartitions
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(2);

    private readonly IAdminClient _admin = new DependentAdminClientBuilder(client).Build();

    public HeldAnswer Of(string topic, LookTime look)
    {
        // Before the offsets, for more than one reason: see PartitionOffsets.Meet.
        var found = _admin.GetMetadata(topic, look.For(OneAnswer)).Topics.Find(entry => entry.Topic == topic);
        var (led, silent) = ByLeader(found);
        if (led.Count == 0) return new HeldAnswer([], silent);
        var stable = Ends(led, IsolationLevel.ReadCommitted, look);
        // Asked last: what is decided in between shows as held, never the other way round.
        var ends = Ends(led, IsolationLevel.ReadUncommitted, look);
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

    public void Dispose() => _admin.Dispose();

    /// <summary>The partitions of a topic that have a leader, and those that have none, for which the client would
    /// refuse a question as a whole.</summary>
    internal static (List<TopicPartition> Led, List<TopicPartition> Silent) ByLeader(TopicMetadata? topic)
    {
        var (led, silent) = (new List<TopicPartition>(), new List<TopicPartition>());
        foreach (var partition in topic?.Partitions ?? [])
            (partition.Leader >= 0 ? led : silent).Add(new TopicPartition(topic!.Topic, partition.PartitionId));
        return (led, silent);
    }

    private Dictionary<int, long> Ends(List<TopicPartition> partitions, IsolationLevel isolation, LookTime look) =>
        PartitionOffsets.OfThoseThatAnswer(_admin, partitions, OffsetSpec.Latest(), isolation, look.For(OneAnswer));
}
