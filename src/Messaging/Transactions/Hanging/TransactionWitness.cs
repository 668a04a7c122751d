using Confluent.Kafka;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>Tells whose a transaction is that holds a partition, and whether it was committed: its first record and the
/// group's offsets say so.</summary>
/// <param name="reader">A reader's configuration.</param>
/// <param name="inputTopic">The topic whose positions are committed in transactions.</param>
/// <param name="group">The group.</param>
internal sealed class TransactionWitness(ConsumerConfig reader, string inputTopic, string group)
{
    private const int PollMs = 50;
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(2);

    /// <summary>Those of the partitions that a transaction of this id may hold: not those whose first undecided record
    /// says that it is another's.</summary>
    /// <exception cref="KafkaException">The cluster does not answer.</exception>
    public IReadOnlyList<HangingPartition> Judge(IReadOnlyList<HeldPartition> held, string id, LookTime look)
    {
        var claims = Claims(held, look);
        claims.RemoveAll(one => one.Claim.IsOfAnother(id));
        var asked = claims.Select(one => one.Claim.Position?.Partition).OfType<int>().Distinct();
        var positions = Positions([.. asked], look);
        return [.. claims.Select(one => new HangingPartition(
            one.Held,
            one.Claim.Position is { } claimed && positions.GetValueOrDefault(claimed.Partition, -1) >= claimed.Next))];
    }

    /// <summary>What the first undecided record of each partition says.</summary>
    private List<(HeldPartition Held, TransactionClaim Claim)> Claims(
        IReadOnlyList<HeldPartition> held, LookTime look)
    {
        var open = held.ToDictionary(one => (one.Topic, one.Partition));
        var claims = new List<(HeldPartition, TransactionClaim)>();
        using var consumer = Connect();
        consumer.Assign(held.Select(one => new TopicPartitionOffset(one.Topic, one.Partition, one.From)));
        while (open.Count > 0)
        {
            // Until the look's time is over: a client's first fetch takes longer than an answer.
            _ = look.For(OneAnswer);
            if (consumer.Consume(PollMs) is not { Message: { } message } record) continue;
            if (!open.Remove((record.Topic, record.Partition.Value), out var one)) continue;
            claims.Add((one, TransactionClaim.Of(record.Partition.Value, message.Headers, inputTopic)));
        }

        return claims;
    }

    private Dictionary<int, long> Positions(int[] partitions, LookTime look)
    {
        if (partitions.Length == 0) return [];
        // Not the stable ones alone: the transaction in question may hold them, too.
        using var consumer = Connect();
        return GroupOffsets.Of(consumer, inputTopic, partitions, look.For(OneAnswer));
    }

    private IConsumer<byte[]?, byte[]?> Connect() => new ConsumerBuilder<byte[]?, byte[]?>(
        new ConsumerConfig(reader.ToDictionary())
        {
            GroupId = group,
            IsolationLevel = IsolationLevel.ReadUncommitted,
        }).Build();
}
