namespace OrderPipeline.Messaging.Topics;

/// <summary>What a setting of an existing topic must be, or a promise breaks.</summary>
/// <param name="Key">The topic's setting, as in <c>cleanup.policy</c>.</param>
/// <param name="Holds">Whether a value is right.</param>
/// <param name="Sentence">Why it matters and what to do, after "orders.averages has cleanup.policy=delete: ".</param>
public sealed record TopicRequirement(string Key, Func<string, bool> Holds, string Sentence)
{
    /// <summary>The topic must be compacted, and only compacted: deletion by age would take live keys.</summary>
    /// <param name="sentence">Why it matters and what to do.</param>
    public static TopicRequirement Compacted(string sentence) =>
        new("cleanup.policy", value => value.Trim() == "compact", sentence);

    /// <summary>The topic must not be compacted, since every record counts.</summary>
    /// <param name="sentence">Why it matters and what to do.</param>
    public static TopicRequirement NotCompacted(string sentence) => new(
        "cleanup.policy", value => !value.Contains("compact", StringComparison.Ordinal), sentence);
}
