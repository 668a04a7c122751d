namespace OrderPipeline.Contracts.Rules;

/// <summary>The text fields of a dead letter, written the same by every program.</summary>
public static class DeadLetterText
{
    /// <summary>What <c>detail</c> holds at most, in UTF-16 code units.</summary>
    public const int MaxDetailLength = 8_192;

    private const string TimestampFrame = "0000-00-00T00:00:00.000000Z";

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
        string.Create(TimestampFrame.Length, instant.UtcDateTime, static (text, utc) =>
        {
            TimestampFrame.CopyTo(text);
            Put(text[..4], utc.Year);
            Put(text[5..7], utc.Month);
            Put(text[8..10], utc.Day);
            Put(text[11..13], utc.Hour);
            Put(text[14..16], utc.Minute);
            Put(text[17..19], utc.Second);
            Put(text[20..26], (int)(utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
        });

    /// <summary>A number with leading zeros, as wide as its place.</summary>
    private static void Put(Span<char> place, int number)
    {
        for (var index = place.Length - 1; index >= 0; index--)
        {
            place[index] = (char)('0' + (number % 10));
            number /= 10;
        }
    }
}
