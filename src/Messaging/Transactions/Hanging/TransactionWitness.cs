using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>Tells whether a transaction was committed whose marker a partition lacks: its offsets say so.</summary>
/// <param name="client">The handle of a consumer.</param>
/// <param name="reader">A reader's configuration.</param>
/// <param name="inputTopic">The topic whose positions are committed in transactions.</param>
/// <param name="group">The group.</param>
/// <param name="time">The clock.</param>
internal sealed class TransactionWitness(
    Func<Handle> client, ConsumerConfig reader, string inputTopic, string group, TimeProvider time)
{
    private const int PollMs = 50;
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);

    /// <summary>Those of the partitions whose undecided records belong to a committed transaction.</summary>
    /// <exception cref="KafkaException">The cluster does not answer.</exception>
    public IReadOnlySet<HeldPartition> Committed(IReadOnlyList<HeldPartition> held)
    {
        var claims = Claims(held);
        if (claims.Count == 0) return new HashSet<HeldPartition>();
        var positions = Positions([.. claims.Values.Select(claim => claim.Partition).Distinct()]);
        return claims.Where(claim => positions.GetValueOrDefault(claim.Value.Partition, -1) >= claim.Value.Next)
            .Select(claim => claim.Key).ToHashSet();
    }

    /// <summary>What the first undecided record of each partition says.</summary>
    private Dictionary<HeldPartition, TransactionClaim> Claims(IReadOnlyList<HeldPartition> held)
    {
        var open = held.ToDictionary(one => (one.Topic, one.Partition));
        var claims = new Dictionary<HeldPartition, TransactionClaim>();
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig(reader.ToDictionary())
        {
            IsolationLevel = IsolationLevel.ReadUncommitted,
        }).Build();
        consumer.Assign(held.Select(one => new TopicPartitionOffset(one.Topic, one.Partition, one.From)));
        var from = time.GetTimestamp();
        while (open.Count > 0 && time.GetElapsedTime(from) < OneAnswer)
        {
            if (consumer.Consume(PollMs) is not { Message: { } message } record) continue;
            if (!open.Remove((record.Topic, record.Partition.Value), out var one)) continue;
            if (TransactionClaim.Of(record.Partition.Value, message.Headers, inputTopic) is { } claim)
                claims.Add(one, claim);
        }

        return open.Count == 0 ? claims : throw new KafkaException(new Error(
            ErrorCode.Local_TimedOut, $"{open.Keys.First()} gives no record within {OneAnswer.TotalSeconds:0} s"));
    }

    private Dictionary<int, long> Positions(IEnumerable<int> partitions)
    {
        using var admin = new DependentAdminClientBuilder(client()).Build();
        var asked = partitions.Select(partition => new TopicPartition(inputTopic, partition)).ToList();
        // Not the stable ones alone: the transaction in question may hold them, too.
        var options = new ListConsumerGroupOffsetsOptions { RequestTimeout = OneAnswer, RequireStableOffsets = false };
        return admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions(group, asked)], options)
            .GetAwaiter().GetResult()[0].Partitions
            .Where(answer => !answer.Error.IsError && !answer.Offset.IsSpecial)
            .ToDictionary(answer => answer.Partition.Value, answer => answer.Offset.Value);
    }
}
