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
        // librdkafka 2.15 that is asked for offsets before it knows the leaders looks for them on two threads at once:
        // of 600 new clients 56 missed the answer and waited three seconds for the next. This question is safe.
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

    /// <summary>The ends of those that answer.</summary>
    private Dictionary<int, long> Ends(List<TopicPartition> partitions, IsolationLevel isolation, LookTime look)
    {
        var bound = look.For(OneAnswer);
        var asked = partitions.Select(partition => new TopicPartitionOffsetSpec
        {
            TopicPartition = partition,
            OffsetSpec = OffsetSpec.Latest(),
        });
        var options = new ListOffsetsOptions { RequestTimeout = bound, IsolationLevel = isolation };
        List<ListOffsetsResultInfo> answers;
        try
        {
            answers = Asking.Answer(_admin.ListOffsetsAsync(asked, options), bound).ResultInfos;
        }
        catch (ListOffsetsException failure)
        {
            answers = failure.Result.ResultInfos;
        }

        return answers.Select(static info => info.TopicPartitionOffsetError)
            .Where(static answer => !answer.Error.IsError)
            .ToDictionary(static answer => answer.Partition.Value, static answer => answer.Offset.Value);
    }
}
