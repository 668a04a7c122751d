namespace OrderPipeline.DlqMonitor.Summaries;

/// <summary>All dead letters of a topic in numbers (SPEC 5).</summary>
/// <param name="Groups">The largest first.</param>
/// <param name="Orders">The failed orders, in the order in which they were read.</param>
internal sealed record SummaryReport(
    string Topic, long Total, IReadOnlyList<SummaryGroup> Groups, IReadOnlyList<SummaryLine> Orders);
