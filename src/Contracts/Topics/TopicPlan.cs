using System.Globalization;
using OrderPipeline.Contracts.Settings;

namespace OrderPipeline.Contracts.Topics;

/// <summary>
/// The four topics with the settings that keep the promise (SPEC 1); a model stands before what follows it.
/// </summary>
public static class TopicPlan
{
    private const int AveragesSegmentBytes = 16 * 1024 * 1024;

    /// <summary>All four, in the order in which they are made.</summary>
    public static IReadOnlyList<PlannedTopic> All(TopicsOptions options) =>
        [Orders(options), DeadLetters(options), Averages(options), Redrives(options)];

    /// <summary>What a program that sends orders needs.</summary>
    public static PlannedTopic Orders(TopicsOptions options) => new()
    {
        Name = options.Orders,
        Partitions = options.OrdersPartitions,
        ReplicationFactor = options.ReplicationFactor,
        CleanupAdvice = "compaction would remove orders that count; set cleanup.policy=delete",
    };

    /// <summary>
    /// What could not be sent or processed, kept for <see cref="TopicsOptions.DeadLettersRetention"/>.
    /// </summary>
    public static PlannedTopic DeadLetters(TopicsOptions options) => new()
    {
        Name = options.DeadLetters,
        Partitions = options.DeadLettersPartitions,
        ReplicationFactor = options.ReplicationFactor,
        Configs = new Dictionary<string, string>
        {
            ["retention.ms"] = Text((long)options.DeadLettersRetention.TotalMilliseconds),
        },
        CleanupAdvice = "compaction would remove dead letters of the same key; set cleanup.policy=delete",
    };

    /// <summary>Averages and ledgers: compacted soon, or a day of commits is restored at every start.</summary>
    public static PlannedTopic Averages(TopicsOptions options) => new()
    {
        Name = options.Averages,
        Partitions = options.OrdersPartitions,
        SamePartitionsAs = options.Orders,
        ReplicationFactor = options.ReplicationFactor,
        Configs = new Dictionary<string, string>
        {
            ["cleanup.policy"] = "compact",
            ["segment.bytes"] = Text(AveragesSegmentBytes),
            ["min.cleanable.dirty.ratio"] = "0.1",
            ["max.compaction.lag.ms"] = Text((long)TimeSpan.FromMinutes(10).TotalMilliseconds),
        },
        IsCompacted = true,
        CleanupAdvice = "averages would be deleted by age; set cleanup.policy=compact",
    };

    /// <summary>What people decided about dead letters.</summary>
    public static PlannedTopic Redrives(TopicsOptions options) => new()
    {
        Name = options.Redrives,
        ReplicationFactor = options.ReplicationFactor,
        Configs = new Dictionary<string, string> { ["cleanup.policy"] = "compact" },
        IsCompacted = true,
        CleanupAdvice = "decisions would be deleted by age and dead letters sent twice; set cleanup.policy=compact",
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
