namespace OrderPipeline.DlqMonitor.Summaries;

/// <summary>What a summary keeps of each dead letter.</summary>
/// <param name="Original">The original record, <c>topic/partition/offset</c>, or null where there is none.</param>
internal sealed record SummaryLine(
    string Kind, string Reason, string Timestamp, string? OrderId, string? Product, float? Price, string At,
    string? Original, int Epoch);
