using System.Globalization;
using OrderPipeline.Contracts;
using OrderPipeline.DlqMonitor.Dialects;
using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Output;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>The words for a dead letter's parts; foreign text is made harmless for the terminal.</summary>
internal static class LetterText
{
    public const string Unknown = "unknown";

    public static string OrderId(DeadLetter letter) =>
        letter.OrderId is { } id ? TerminalText.Clean(id)
        : ForeignLetter.TextOf(letter.OriginalKey?.ToArray()) is { } key ? $"{Unknown} (key {TerminalText.Clean(key)})"
        : Unknown;

    public static string Product(DeadLetter letter) =>
        letter.Product is { } product ? TerminalText.Clean(product) : Unknown;

    /// <summary>The reason; a record of an unknown form is told by its sizes.</summary>
    public static string Reason(DeadLetterEntry entry) => entry.Kind == DeadLetterEntry.Unknown
        ? $"{entry.Letter.ErrorReason} ({Size(entry.Record.Key, "key")}, {Size(entry.Record.Value, "value")}, "
            + $"{entry.Record.Headers.Count} headers)"
        : TerminalText.Clean(entry.Letter.ErrorReason);

    public static string Timestamp(DeadLetter letter) =>
        letter.ErrorTimestamp.Length == 0 ? Unknown : TerminalText.Clean(letter.ErrorTimestamp);

    public static string RetryCount(DeadLetterEntry entry) =>
        entry.RetryCount?.ToString(CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary><c>topic[partition]@offset</c>; the topic alone where the order was never in the log.</summary>
    public static string Original(DeadLetter letter)
    {
        var topic = letter.OriginalTopic.Length == 0 ? Unknown : TerminalText.Clean(letter.OriginalTopic);
        return letter is { OriginalPartition: { } partition, OriginalOffset: { } offset }
            ? FormattableString.Invariant($"{topic}[{partition}]@{offset}")
            : topic;
    }

    private static string Size(byte[]? bytes, string what) =>
        bytes is null ? $"no {what}" : FormattableString.Invariant($"{what} {bytes.Length:N0} bytes");
}
