namespace OrderPipeline.Demo.Balancing;

/// <summary>What <c>DlqMonitor summary --json</c> prints (SPEC 5).</summary>
internal sealed record DeadLettersReport(
    string Topic, long Total, IReadOnlyList<DeadLettersReport.Group> Groups,
    IReadOnlyList<DeadLettersReport.FailedOrder> Orders)
{
    internal sealed record Group(string Kind, string Reason, long Count, string Example);

    internal sealed record FailedOrder(string? OrderId, string? Product, double? Price, string At);
}
