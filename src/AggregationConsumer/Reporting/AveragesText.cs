using System.Globalization;
using System.Text;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>A report as plain lines, for terminals and files.</summary>
internal static class AveragesText
{
    private const int MaxNameWidth = 40;

    /// <summary>A line a product, the total, and the books.</summary>
    public static string Of(AveragesReport report)
    {
        var width = Math.Min(MaxNameWidth, report.Products.Keys.Select(name => name.Length).Append(7).Max());
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{"product".PadRight(width)} {"orders",12} {"average",16} {"min",14} {"max",14}");
        foreach (var (product, statistics) in report.Products)
        {
            text.AppendLine(Line(TerminalText.Clean(product).PadRight(width), statistics));
        }

        text.AppendLine(Line("all".PadRight(width), report.Total()));
        text.Append(BooksText.ByPartition(report));
        foreach (var (partition, (books, nextOffset)) in report.Ledgers)
        {
            if (books.Breaker.IsTripped) text.AppendLine().Append(Tripped(partition, nextOffset, books.Breaker));
        }

        foreach (var (partition, reason) in report.Damaged)
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"partition {partition} is not counted: {reason}");
        return text.ToString();
    }

    private static string Tripped(int partition, long nextOffset, in BreakerState breaker) => string.Create(
        CultureInfo.InvariantCulture,
        $"partition {partition} stands at {nextOffset} since {breaker.TrippedAt:yyyy-MM-ddTHH:mm:ssZ}: "
        + $"{TerminalText.Clean(breaker.Reason ?? "")}; release {partition} lets it go on");

    private static string Line(string name, in PriceStatistics statistics) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name} {statistics.Count,12:N0} {statistics.Average,16:N2} {statistics.Min,14:N2} {statistics.Max,14:N2}");
}
