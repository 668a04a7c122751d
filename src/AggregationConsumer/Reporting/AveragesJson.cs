using System.Buffers;
using System.Text;
using System.Text.Json;
using OrderPipeline.AggregationConsumer.Averages;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>A report as one line of JSON, with the names and forms that SPEC 4 gives.</summary>
internal static class AveragesJson
{
    /// <summary>The line.</summary>
    public static string Of(AveragesReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("total");
            WriteStatistics(json, report.Total());
            json.WriteEndObject();
            WriteProducts(json, report);
            WriteLedgers(json, report);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteProducts(Utf8JsonWriter json, AveragesReport report)
    {
        json.WriteStartArray("products");
        foreach (var (product, statistics) in report.Products)
        {
            json.WriteStartObject();
            json.WriteString("product", product);
            WriteStatistics(json, statistics);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLedgers(Utf8JsonWriter json, AveragesReport report)
    {
        json.WriteStartArray("ledger");
        foreach (var (partition, (books, nextOffset)) in report.Ledgers)
        {
            json.WriteStartObject();
            json.WriteNumber("partition", partition);
            json.WriteNumber("nextOffset", nextOffset);
            json.WriteNumber("read", books.Counts.Read);
            json.WriteNumber("averaged", books.Counts.Averaged);
            json.WriteNumber("deadLettered", books.Counts.DeadLettered);
            json.WriteStartObject("deadLetteredByKind");
            json.WriteNumber("DESERIALIZATION", books.Counts.Deserialization);
            json.WriteNumber("VALIDATION", books.Counts.Validation);
            json.WriteNumber("PROCESSING", books.Counts.Processing);
            json.WriteNumber("UNEXPECTED", books.Counts.Unexpected);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Without a price there is no average and no extreme: null.</summary>
    private static void WriteStatistics(Utf8JsonWriter json, in PriceStatistics statistics)
    {
        json.WriteNumber("count", statistics.Count);
        json.WriteString("sum", FixedPoint.ToDecimal(statistics.Sum));
        if (statistics.Count == 0)
        {
            json.WriteNull("average");
            json.WriteNull("min");
            json.WriteNull("max");
            return;
        }

        json.WriteNumber("average", statistics.Average);
        json.WriteNumber("min", statistics.Min);
        json.WriteNumber("max", statistics.Max);
    }
}
