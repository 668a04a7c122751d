using System.Text;
using Confluent.Kafka;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>Ends what an older producer of the same id left in a partition though its coordinator thinks it ended
/// (KIP-664 calls it a hanging transaction).</summary>
/// <remarks>
/// Kafka 4.3 sends no marker to a partition that has no leader at that moment, as after a broker's restart, and never
/// comes back to it. A producer id's next marker in the partition then decides those records, whichever transaction
/// that marker belongs to: a commit would commit what was aborted. So a new producer, before anything else, ends them
/// itself, as their transaction ended; where nothing tells how it ended, nothing of it is decided anywhere, and it is
/// aborted. What is somebody else's by its own word is left alone; where a record does not say whose it is, and it is
/// somebody else's, this changes nothing in it.
/// </remarks>
/// <param name="open">Opens what knows what is held, for one look.</param>
/// <param name="witness">Knows what was committed.</param>
/// <param name="topics">The topics that are written in transactions.</param>
/// <param name="group">A consumer's configuration of the group, without an instance's name.</param>
/// <param name="say">Takes what a person is to know, on whatever thread calls.</param>
/// <param name="time">The clock.</param>
internal sealed class HangingTransactions(
    Func<IHeldPartitions> open,
    TransactionWitness witness,
    IReadOnlyList<string> topics,
    ConsumerConfig group,
    Action<string> say,
    TimeProvider time)
{
    /// <summary>Many times what a commit takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>For brokers that start: they lead again after a moment, and lose markers just before.</summary>
    private static readonly TimeSpan LeaderPatience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(ReservedKeys.Swept);

    /// <summary>Puts together what looks for them.</summary>
    /// <param name="clients">Makes the clients' configurations.</param>
    /// <param name="group">The group whose positions are in the transactions.</param>
    /// <param name="client">The handle of the group's consumer, which may be another one later.</param>
    /// <param name="inputTopic">The topic of the positions.</param>
    /// <param name="topics">The topics that are written.</param>
    /// <param name="say">Takes what a person is to know, on whatever thread calls.</param>
    /// <param name="time">The clock.</param>
    public static HangingTransactions Of(
        KafkaClientConfig clients,
        ConsumerOptions group,
        Func<Handle> client,
        string inputTopic,
        IReadOnlyList<string> topics,
        Action<string> say,
        TimeProvider time) => new(
            () => new HeldPartitions(client()),
            new TransactionWitness(clients.Reader(), inputTopic, group.Group),
            topics,
            clients.GroupConsumer(group, instanceId: null),
            say,
            time);

    /// <summary>Ends them; for a producer that has just been initialized, or has committed after it lost a
    /// broker.</summary>
    /// <param name="writer">Writes and ends what ends them.</param>
    /// <param name="isPatient">Waits for brokers that start.</param>
    /// <exception cref="TransactionException">The producer is done for.</exception>
    public LookResult End(KafkaTransactionalWriter writer, bool isPatient = true)
    {
        IReadOnlyList<HangingPartition> hanging;
        IReadOnlyList<TopicPartition> silent;
        try
        {
            (hanging, silent) = Find(writer.Id, isPatient);
        }
        catch (KafkaException failure)
        {
            say(HangingReport.NotLookedFor(writer.Id, failure.Error));
            return LookResult.Unknown;
        }

        if (silent.Count > 0) say(HangingReport.Silent(writer.Id, silent));
        // One transaction a topic: rights that one of them lacks do not concern the others. Aborts first: they must
        // not meet a commit's marker.
        foreach (var some in hanging.GroupBy(one => (one.IsCommitted, one.Held.Topic))
            .OrderBy(some => some.Key.IsCommitted))
        {
            End(writer, [.. some.Select(one => one.Held)], some.Key.IsCommitted);
        }

        return silent.Count > 0 ? LookResult.Unknown : LookResult.Clean;
    }

    private (IReadOnlyList<HangingPartition> Hanging, IReadOnlyList<TopicPartition> Silent) Find(
        string id, bool isPatient)
    {
        var look = new LookTime(time);
        using var held = open();
        var answer = Answer(held, look, isPatient ? LeaderPatience : TimeSpan.Zero);
        var staying = Staying(held, answer.Held, look);
        return (staying.Count == 0 ? [] : witness.Judge(staying, id, look), answer.Silent);
    }

    private HeldAnswer Answer(IHeldPartitions held, LookTime look, TimeSpan patience)
    {
        var from = time.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = Ask(held, look);
                if (answer.Silent.Count == 0 || time.GetElapsedTime(from) >= patience) return answer;
            }
            catch (KafkaException) when (time.GetElapsedTime(from) < patience)
            {
                // A broker that starts, or a busy machine.
            }

            Rest();
        }
    }

    /// <summary>What is held and stays so: most open transactions of other instances end in a moment.</summary>
    private List<HeldPartition> Staying(
        IHeldPartitions held, IReadOnlyList<HeldPartition> first, LookTime look)
    {
        var all = first.ToList();
        var from = time.GetTimestamp();
        while (all.Count > 0 && time.GetElapsedTime(from) < Patience)
        {
            Rest();
            var again = Ask(held, look).Held.ToHashSet();
            all.RemoveAll(one => !again.Contains(one));
        }

        return all;
    }

    private HeldAnswer Ask(IHeldPartitions held, LookTime look)
    {
        var answers = topics.Select(topic => held.Of(topic, look)).ToList();
        return new HeldAnswer(
            [.. answers.SelectMany(answer => answer.Held)], [.. answers.SelectMany(answer => answer.Silent)]);
    }

    private void Rest() => Task.Delay(Pause, time).GetAwaiter().GetResult();

    private void End(KafkaTransactionalWriter writer, IReadOnlyList<HeldPartition> partitions, bool isCommit)
    {
        string? denial = null;
        writer.Begin();
        try
        {
            foreach (var (topic, partition, _) in partitions)
                writer.Write(new TransactionRecord(topic, partition, Key, null, [TransactionClaim.Header(writer.Id)]));
            // What is not acknowledged yet an abort would throw away unsent.
            writer.AwaitAcknowledgements();
            // The group's positions may hang, too.
            if (!isCommit) writer.SendOffsets([(0, 0)], Membership());
        }
        catch (TransactionException failure) when (failure is { Failure: TransactionFailure.Abort, Refused: not null })
        {
            // Where it may not write, no producer of this id has left anything.
            denial = failure.Message;
        }

        if (isCommit && denial is null) writer.Commit();
        else writer.AbortAlone();
        say(denial is null
            ? HangingReport.Ended(writer.Id, partitions, isCommit)
            : HangingReport.NotEnded(writer.Id, partitions, denial));
    }

    /// <summary>The group's name alone: whoever is a member now, the positions are never committed.</summary>
    private IConsumerGroupMetadata Membership()
    {
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(group).Build();
        return consumer.ConsumerGroupMetadata;
    }
}
