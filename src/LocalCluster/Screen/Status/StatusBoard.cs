using OrderPipeline.LocalCluster.Groups;
using OrderPipeline.LocalCluster.Registry;

namespace OrderPipeline.LocalCluster.Screen.Status;

/// <summary>Puts what is known of topics, groups and subjects together.</summary>
/// <remarks>Not thread-safe: whoever draws owns it.</remarks>
internal sealed class StatusBoard(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<string, RateMeter> _rates = new(StringComparer.Ordinal);

    public ClusterStatus Take(
        IReadOnlyList<TopicEnds> topics, IReadOnlyList<GroupSnapshot> groups, IReadOnlyList<SubjectSummary> subjects)
    {
        var ends = topics.ToDictionary(topic => topic.Name, StringComparer.Ordinal);
        return new(
            time.GetElapsedTime(_start),
            [.. topics.OrderBy(topic => topic.Name, StringComparer.Ordinal).Select(StatusOf)],
            [.. groups.Select(group => StatusOf(group, ends))],
            subjects);
    }

    private TopicStatus StatusOf(TopicEnds topic)
    {
        var written = topic.Partitions.Sum(partition => partition.End);
        if (!_rates.TryGetValue(topic.Name, out var rate))
            _rates.Add(topic.Name, rate = new(time));
        return new(
            topic.Name,
            topic.Partitions.Count,
            written,
            topic.Partitions.Sum(partition => partition.Start),
            rate.Add(written));
    }

    private static GroupStatus StatusOf(GroupSnapshot group, Dictionary<string, TopicEnds> ends) => new(
        group.Id,
        [.. group.Members.Select(member => member.Id)],
        [.. group.Positions
            .GroupBy(position => position.Topic, StringComparer.Ordinal)
            .Select(topic => StatusOf(topic.Key, [.. topic], ends.GetValueOrDefault(topic.Key)?.Partitions ?? []))]);

    private static GroupTopicStatus StatusOf(
        string topic, TopicPosition[] positions, IReadOnlyList<PartitionEnds> ends)
    {
        var behind = positions.ToDictionary(position => position.Partition, position => position.Offset);
        var lag = 0L;
        for (var partition = 0; partition < ends.Count; partition++)
        {
            // The ends are read now and then, the positions pass at once: a position can be ahead of them.
            var position = behind.GetValueOrDefault(partition, ends[partition].Start);
            lag += Math.Max(0, ends[partition].End - position);
        }
        return new(topic, behind.Values.Sum(), lag);
    }
}
