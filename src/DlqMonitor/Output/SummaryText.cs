using System.Globalization;
using OrderPipeline.DlqMonitor.Summaries;
using OrderPipeline.Messaging.Output;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>The summary for people: the total, how many of each reason, and the failed orders.</summary>
internal static class SummaryText
{
    private const int MostRows = 100;

    public static IEnumerable<string> Lines(SummaryReport report)
    {
        yield return $"{Counted.Of(report.Total, "dead letter")} in {report.Topic}";
        if (report.Total == 0)
            yield break;
        yield return "";
        yield return "  By reason";
        foreach (var group in report.Groups.Take(MostRows))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {group.Count,9:N0} × {Clean(group.Kind),-15} {Clean(group.Reason)}   (such as {group.Example})");
        if (report.Groups.Count > MostRows)
            yield return More(report.Groups.Count, "reasons");
        yield return "";
        yield return "  Failed orders";
        foreach (var order in report.Orders.Take(MostRows))
            yield return $"    {Clean(order.OrderId),-20} {Clean(order.Product),-12} "
                + $"{PriceText.Of(order.Price),12}   {order.At}";
        if (report.Orders.Count > MostRows)
            yield return More(report.Orders.Count, "orders");
    }

    private static string Clean(string? text) => text is null ? LetterText.Unknown : TerminalText.Clean(text);

    private static string More(int count, string what) => string.Create(
        CultureInfo.InvariantCulture, $"    … and {count - MostRows:N0} more {what} (summary --json gives all)");
}
