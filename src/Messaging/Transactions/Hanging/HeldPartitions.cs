using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>Which partitions of a topic hold records that no transaction has decided yet.</summary>
/// <remarks>It asks on a consumer's handle, whose questions make no topic, and blocks; every question is
/// bounded.</remarks>
/// <param name="client">The consumer's handle; asked anew each time, since a consumer may be replaced.</param>
internal sealed class HeldPartitions(Func<Handle> client)
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);

    /// <summary>The partitions whose last stable offset lies before their end; none where there is no such
    /// topic.</summary>
    /// <remarks>A partition that cannot be asked is left out: nobody could end anything in it now.</remarks>
    /// <exception cref="KafkaException">The cluster does not answer.</exception>
    public IReadOnlyList<HeldPartition> Of(string topic)
    {
        using var admin = new DependentAdminClientBuilder(client()).Build();
        var found = admin.GetMetadata(topic, OneAnswer).Topics.Find(entry => entry.Topic == topic);
        if (found is null || found.Partitions.Count == 0) return [];
        var stable = Ends(admin, found, IsolationLevel.ReadCommitted);
        // Asked last: what is decided in between shows as held, never the other way round.
        var ends = Ends(admin, found, IsolationLevel.ReadUncommitted);
        return [.. stable.Where(from => ends.TryGetValue(from.Key, out var end) && from.Value < end)
            .Select(from => new HeldPartition(topic, from.Key, from.Value))];
    }

    private static Dictionary<int, long> Ends(IAdminClient admin, TopicMetadata topic, IsolationLevel isolation)
    {
        var asked = topic.Partitions.Select(partition => new TopicPartitionOffsetSpec
        {
            TopicPartition = new TopicPartition(topic.Topic, partition.PartitionId),
            OffsetSpec = OffsetSpec.Latest(),
        });
        var options = new ListOffsetsOptions { RequestTimeout = OneAnswer, IsolationLevel = isolation };
        List<TopicPartitionOffsetError> answers;
        try
        {
            var answer = admin.ListOffsetsAsync(asked, options).GetAwaiter().GetResult();
            answers = [.. answer.ResultInfos.Select(info => info.TopicPartitionOffsetError)];
        }
        catch (ListOffsetsException failure)
        {
            answers = [.. failure.Result.ResultInfos.Select(info => info.TopicPartitionOffsetError)];
        }

        return answers.Where(answer => !answer.Error.IsError)
            .ToDictionary(answer => answer.Partition.Value, answer => answer.Offset.Value);
    }
}
