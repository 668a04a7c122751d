using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Chaos.Tests.Running;

/// <summary>Where topics and a group stand, as the broker says it to Confluent's own client.</summary>
internal sealed class TopicEnds : IDisposable
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(20);

    private readonly IConsumer<byte[], byte[]> _client;
    private readonly IAdminClient _admin;
    private Dictionary<int, long>? _before;
    private string _seen = "nobody has looked";

    public TopicEnds(string bootstrapServers)
    {
        // On a consumer's handle: an admin client of its own does not survive a group's coordinator that is away.
        _client = new ConsumerBuilder<byte[], byte[]>(
            new ConsumerConfig { BootstrapServers = bootstrapServers, GroupId = "looks-only" }).Build();
        _admin = new DependentAdminClientBuilder(_client.Handle).Build();
    }

    public void Dispose()
    {
        _admin.Dispose();
        _client.Dispose();
    }

    /// <summary>The end of each partition of a topic.</summary>
    public async Task<Dictionary<int, long>> OfAsync(string topic, IsolationLevel isolation)
    {
        var answer = await _admin.ListOffsetsAsync(
            PartitionsOf(topic).Select(partition => new TopicPartitionOffsetSpec
            {
                TopicPartition = partition,
                OffsetSpec = OffsetSpec.Latest(),
            }),
            new ListOffsetsOptions { RequestTimeout = OneAnswer, IsolationLevel = isolation });
        return answer.ResultInfos.ToDictionary(
            info => info.TopicPartitionOffsetError.Partition.Value,
            info => info.TopicPartitionOffsetError.Offset.Value);
    }

    /// <summary>The group's committed offset of each partition that has one.</summary>
    public async Task<Dictionary<int, long>> CommittedAsync(string group, string topic)
    {
        var answer = await _admin.ListConsumerGroupOffsetsAsync(
            [new ConsumerGroupTopicPartitions(group, PartitionsOf(topic))],
            new ListConsumerGroupOffsetsOptions { RequestTimeout = OneAnswer, RequireStableOffsets = true });
        return answer[0].Partitions.Where(partition => partition.Offset >= 0)
            .ToDictionary(partition => partition.Partition.Value, partition => partition.Offset.Value);
    }

    /// <summary>Whether the group has committed more than each partition held when this was asked first.</summary>
    public async Task<bool> AreOvertakenAsync(string group, string topic)
    {
        try
        {
            _before ??= await OfAsync(topic, IsolationLevel.ReadUncommitted);
            var now = await CommittedAsync(group, topic);
            return Look(_before, now, (end, at) => at > end);
        }
        catch (KafkaException away)
        {
            // A broker or its coordinator is away: not yet, as far as anybody can tell.
            return Look(away);
        }
    }

    /// <summary>Whether the group has committed everything that the topic holds.</summary>
    public async Task<bool> AreReachedAsync(string group, string topic)
    {
        try
        {
            var ends = await OfAsync(topic, IsolationLevel.ReadUncommitted);
            var committed = await CommittedAsync(group, topic);
            return Look(ends, committed, (end, at) => at >= end);
        }
        catch (KafkaException away)
        {
            // A broker is away: the group has not got there yet, as far as anybody can tell.
            return Look(away);
        }
    }

    /// <summary>Which partitions lacked what when somebody looked last, or why nobody could.</summary>
    public override string ToString() => _seen;

    private bool Look(Dictionary<int, long> ends, Dictionary<int, long> committed, Func<long, long, bool> isThere)
    {
        var behind = ends.Where(end => !isThere(end.Value, committed.GetValueOrDefault(end.Key))).ToList();
        _seen = string.Join(
            ", ",
            behind.Select(end => $"partition {end.Key} is at {committed.GetValueOrDefault(end.Key)} of {end.Value}"));
        return behind.Count == 0;
    }

    private bool Look(KafkaException away)
    {
        _seen = $"the cluster does not say: {away.Message}";
        return false;
    }

    private List<TopicPartition> PartitionsOf(string topic)
    {
        var found = _admin.GetMetadata(topic, OneAnswer).Topics.Single();
        if (found.Error.IsError) throw new KafkaException(found.Error);
        return [.. found.Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId))];
    }
}
