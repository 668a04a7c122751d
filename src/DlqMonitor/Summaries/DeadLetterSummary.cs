using OrderPipeline.DlqMonitor.Letters;

namespace OrderPipeline.DlqMonitor.Summaries;

/// <summary>Counts dead letters by kind and reason.</summary>
/// <remarks>Not thread-safe. After a rebuild an original record has one dead letter an epoch: the highest
/// counts.</remarks>
internal sealed class DeadLetterSummary(string topic)
{
    private readonly List<SummaryLine> _lines = [];
    private readonly Dictionary<string, int> _epochs = new(StringComparer.Ordinal);

    public void Add(DeadLetterEntry entry)
    {
        var letter = entry.Letter;
        var original = letter is { OriginalPartition: { } partition, OriginalOffset: { } offset }
            ? FormattableString.Invariant($"{letter.OriginalTopic}/{partition}/{offset}")
            : null;
        if (original is not null)
            _epochs[original] = Math.Max(_epochs.GetValueOrDefault(original), letter.Epoch);
        _lines.Add(new SummaryLine(
            entry.Kind, letter.ErrorReason, letter.ErrorTimestamp, letter.OrderId, letter.Product, letter.Price,
            entry.At, original, letter.Epoch));
    }

    public SummaryReport Build()
    {
        var counted = _lines
            .Where(line => line.Original is null || line.Epoch == _epochs[line.Original])
            .ToArray();
        var groups = counted
            .GroupBy(line => (line.Kind, line.Reason))
            .Select(group => new SummaryGroup(
                group.Key.Kind, group.Key.Reason, group.LongCount(),
                group.Select(line => line.Timestamp).Min(StringComparer.Ordinal) ?? "",
                group.Select(line => line.Timestamp).Max(StringComparer.Ordinal) ?? "",
                group.First().At))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.Kind, StringComparer.Ordinal)
            .ThenBy(group => group.Reason, StringComparer.Ordinal);
        return new SummaryReport(topic, counted.Length, [.. groups], counted);
    }
}
