namespace OrderPipeline.DlqMonitor.Summaries;

/// <summary>
/// Dead letters of one kind and reason: how many, when the first and the last, and where one stands.
/// </summary>
internal sealed record SummaryGroup(string Kind, string Reason, long Count, string First, string Last, string Example);
