using System.Globalization;

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

    /// <summary>A number must not be below a bound; what is no number, or below zero for "no limit", is let
    /// pass.</summary>
    /// <param name="key">The topic's setting.</param>
    /// <param name="least">The smallest that is right.</param>
    /// <param name="sentence">Why it matters and what to do.</param>
    public static TopicRequirement AtLeast(string key, long least, string sentence) => new(
        key, value => !Number(value, out var number) || number < 0 || number >= least, sentence);

    /// <summary>A number must not be above a bound; what is no number is let pass.</summary>
    /// <param name="key">The topic's setting.</param>
    /// <param name="most">The largest that is right.</param>
    /// <param name="sentence">Why it matters and what to do.</param>
    public static TopicRequirement AtMost(string key, long most, string sentence) => new(
        key, value => !Number(value, out var number) || number <= most, sentence);

    private static bool Number(string value, out long number) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>The topic must not be compacted, since every record counts.</summary>
    /// <param name="sentence">Why it matters and what to do.</param>
    public static TopicRequirement NotCompacted(string sentence) => new(
        "cleanup.policy", value => !value.Contains("compact", StringComparison.Ordinal), sentence);
}
