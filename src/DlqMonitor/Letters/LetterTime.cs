using System.Globalization;

namespace OrderPipeline.DlqMonitor.Letters;

/// <summary>Points in time as dead letters carry them: ISO 8601, UTC, microseconds.</summary>
internal static class LetterTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Milliseconds since 1970; empty where there are none, or none of this calendar.</summary>
    public static string Text(long? milliseconds) => Of(milliseconds) is { } time ? Text(time) : "";

    /// <summary>The point in time, or null where the number is none of this calendar.</summary>
    public static DateTimeOffset? Of(long? milliseconds) =>
        milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value)
            : null;
}
