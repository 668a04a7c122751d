using System.Globalization;
using System.Text;
using OrderPipeline.AggregationConsumer.Averages;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>The books in one line: read = averaged + dead letters by kind.</summary>
internal static class BooksText
{
    /// <summary>The line.</summary>
    public static string Of(AveragesReport report)
    {
        var text = new StringBuilder();
        Append(text, report.Books());
        if (report.Ledgers.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"   (partitions {string.Join(", ", report.Ledgers.Keys)})");
        }

        return text.ToString();
    }

    /// <summary>A line for each partition where there are several, and the line for all of them.</summary>
    public static string ByPartition(AveragesReport report)
    {
        if (report.Ledgers.Count < 2) return Of(report);
        var text = new StringBuilder();
        foreach (var (partition, (books, nextOffset)) in report.Ledgers)
        {
            text.Append(CultureInfo.InvariantCulture, $"partition {partition}: ");
            Append(text, books.Counts);
            text.AppendLine(CultureInfo.InvariantCulture, $", up to offset {nextOffset}");
        }

        return text.Append(Of(report)).ToString();
    }

    private static void Append(StringBuilder text, in Books books)
    {
        text.Append(CultureInfo.InvariantCulture, $"read {books.Read:N0} = averaged {books.Averaged:N0}");
        Append(text, "DESERIALIZATION", books.Deserialization);
        Append(text, "VALIDATION", books.Validation);
        Append(text, "PROCESSING", books.Processing);
        Append(text, "UNEXPECTED", books.Unexpected);
    }

    private static void Append(StringBuilder text, string kind, long count)
    {
        if (count > 0) text.Append(CultureInfo.InvariantCulture, $" + {kind} {count:N0}");
    }
}
