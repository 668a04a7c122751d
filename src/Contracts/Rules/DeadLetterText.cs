using System.Globalization;

namespace OrderPipeline.Contracts.Rules;

/// <summary>The text fields of a dead letter, written the same by every program.</summary>
public static class DeadLetterText
{
    /// <summary>What <c>detail</c> holds at most, in UTF-16 code units.</summary>
    public const int MaxDetailLength = 8_192;

    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The beginning of the detail that fits; a surrogate pair is never split.</summary>
    public static string? TrimDetail(string? detail)
    {
        if (detail is null || detail.Length <= MaxDetailLength)
            return detail;
        var splitsPair = char.IsHighSurrogate(detail[MaxDetailLength - 1])
            && char.IsLowSurrogate(detail[MaxDetailLength]);
        return detail[..(splitsPair ? MaxDetailLength - 1 : MaxDetailLength)];
    }

    /// <summary>ISO 8601 in UTC with microseconds, the rest cut off: <c>2026-11-17T01:45:30.123456Z</c>.</summary>
    public static string Timestamp(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);
}
