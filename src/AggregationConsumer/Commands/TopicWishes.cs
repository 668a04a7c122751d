using OrderPipeline.Contracts.Settings;
using OrderPipeline.Messaging.Topics;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>What should hold for existing topics: each breach is a warning, since somebody may want it so.</summary>
internal static class TopicWishes
{
    private const long DayMs = 24 * 60 * 60 * 1_000;

    /// <summary>The broker's own default: a dead letter holds the whole order, and both are as large as one.</summary>
    private const long DefaultMaxMessageBytes = 1_048_588;

    /// <summary>The longest product stands in key and value of its average, 262,144 bytes each.</summary>
    private const long LargestAverageBytes = 600_000;

    private const long LargestSegmentBytes = 128 * 1024 * 1024;

    public static IReadOnlyList<TopicRequirement> Orders { get; } =
    [
        TopicRequirement.AtLeast(
            "retention.ms",
            DayMs,
            "orders that are not read within this time are lost, and rebuild cannot count them again; raise it"),
    ];

    public static IReadOnlyList<TopicRequirement> Averages { get; } =
    [
        TopicRequirement.AtLeast(
            "max.message.bytes", LargestAverageBytes, "an average of a long product stops its partition; raise it"),
        TopicRequirement.AtMost(
            "segment.bytes",
            LargestSegmentBytes,
            "the segment that is written is never compacted and is restored at every start; set 16777216"),
        TopicRequirement.AtMost(
            "max.compaction.lag.ms",
            DayMs,
            "all commits of that time may be restored at every start; set 600000"),
    ];

    public static IReadOnlyList<TopicRequirement> DeadLetters(TopicsOptions topics) =>
    [
        TopicRequirement.AtLeast(
            "retention.ms",
            (long)topics.DeadLettersRetention.TotalMilliseconds,
            "dead letters are gone before Topics:DeadLettersRetention; raise it, or lower the setting"),
        TopicRequirement.AtLeast(
            "max.message.bytes",
            DefaultMaxMessageBytes,
            "dead letters of large orders keep less detail, or only point to the order; raise it"),
    ];
}
