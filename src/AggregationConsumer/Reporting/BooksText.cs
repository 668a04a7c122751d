using System.Globalization;
using System.Text;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>The books in one line: read = averaged + dead letters by kind.</summary>
internal static class BooksText
{
    /// <summary>The line.</summary>
    public static string Of(AveragesReport report)
    {
        var books = report.Books();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"read {books.Read:N0} = averaged {books.Averaged:N0}");
        Append(text, "DESERIALIZATION", books.Deserialization);
        Append(text, "VALIDATION", books.Validation);
        Append(text, "PROCESSING", books.Processing);
        Append(text, "UNEXPECTED", books.Unexpected);
        if (report.Ledgers.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"   (partitions {string.Join(", ", report.Ledgers.Keys)})");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string kind, long count)
    {
        if (count > 0) text.Append(CultureInfo.InvariantCulture, $" + {kind} {count:N0}");
    }
}
