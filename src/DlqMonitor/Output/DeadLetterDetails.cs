using System.Globalization;
using OrderPipeline.Contracts;
using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Output;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>Everything about one dead letter, for <c>show</c>: the block, and below it what the block leaves
/// out.</summary>
internal static class DeadLetterDetails
{
    public static IEnumerable<string> Lines(DeadLetterEntry entry)
    {
        var letter = entry.Letter;
        yield return DeadLetterBlock.Of(entry).TrimEnd('\n');
        yield return Field("Error Kind", entry.Kind);
        yield return Field("Written By", entry.Dialect);
        foreach (var (name, value) in Optional(entry))
        {
            if (!string.IsNullOrEmpty(value))
                yield return Field(name, value);
        }
        foreach (var attempt in letter.Attempts)
            yield return Field("Attempt", Text(attempt));
        foreach (var header in letter.OriginalHeaders)
            yield return Field("Header", $"{header.Key}: {Value(header.Value)}");
        foreach (var line in Block("Detail", (letter.Detail ?? "").ReplaceLineEndings("\n").Split('\n')))
            yield return line;
        foreach (var line in Block("Original Key", BytesText.Lines(letter.OriginalKey ?? default)))
            yield return line;
        foreach (var line in Block("Original Value", BytesText.Lines(letter.OriginalValue ?? default)))
            yield return line;
    }

    private static IEnumerable<(string Name, string? Value)> Optional(DeadLetterEntry entry)
    {
        var letter = entry.Letter;
        yield return ("Exception", letter.ExceptionType);
        yield return ("Original Time", letter.OriginalTimestamp is { } time ? LetterTime.Text(time) : null);
        yield return ("Delivery", letter.Delivery?.ToString());
        yield return ("Left Out", letter.Rung == Rung.WHOLE ? null : letter.Rung.ToString());
        yield return ("Application", letter.Application);
        yield return ("Instance", letter.Instance);
        yield return ("Consumer Group", letter.ConsumerGroup);
        yield return ("Build", letter.Build);
        yield return ("Epoch", letter.Epoch == 0 ? null : letter.Epoch.ToString(CultureInfo.InvariantCulture));
        yield return ("Redrives", letter.RedriveCount == 0
            ? null
            : letter.RedriveCount.ToString(CultureInfo.InvariantCulture));
        yield return ("Key SHA-256", letter.KeySha256?.ToString());
        yield return ("Value SHA-256", letter.ValueSha256?.ToString());
    }

    private static IEnumerable<string> Block(string title, IEnumerable<string> lines)
    {
        var isFirst = true;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            if (isFirst)
                yield return $"  {title}:";
            isFirst = false;
            yield return "    " + TerminalText.Clean(line.TrimEnd());
        }
    }

    private static string Field(string name, string value) => $"  {name + ":",-16} {TerminalText.Clean(value)}";

    private static string Text(Attempt attempt) => string.Create(
        CultureInfo.InvariantCulture,
        $"{LetterTime.Text(attempt.StartedAt)}, {attempt.DurationMicros:N0} µs  {attempt.ExceptionType}").TrimEnd();

    private static string Value(ReadOnlyMemory<byte>? value) => value is not { } bytes
        ? "null"
        : Dialects.ForeignLetter.TextOf(bytes.ToArray()) ?? Convert.ToHexStringLower(bytes.Span);
}
