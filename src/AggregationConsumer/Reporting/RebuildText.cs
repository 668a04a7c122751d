using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OrderPipeline.AggregationConsumer.Rebuilding;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Rebuilding;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>What a rebuild did: from where each partition is counted again, and what its books were.</summary>
internal static class RebuildText
{
    /// <summary>A line a partition, and what to do next.</summary>
    public static string Of(IReadOnlyList<RebuiltPartition> rebuilt, string topic)
    {
        var text = new StringBuilder();
        foreach (var (former, firstOffset) in rebuilt)
        {
            var averages = (FormerAverages)former;
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{topic}[{former.Partition}] counts again from {firstOffset} (epoch {averages.NewEpoch}); " +
                $"{Before(averages)}");
        }

        text.Append("the averages are forgotten: run counts again from the first order");
        return text.ToString();
    }

    /// <summary>One object:
    /// <c>{"partitions":[{"partition","epoch","firstOffset","formerRead","unreadable"}…]}</c>.</summary>
    public static string JsonOf(IReadOnlyList<RebuiltPartition> rebuilt)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("partitions");
            foreach (var (former, firstOffset) in rebuilt)
            {
                var averages = (FormerAverages)former;
                json.WriteStartObject();
                json.WriteNumber("partition", former.Partition);
                json.WriteNumber("epoch", averages.NewEpoch);
                json.WriteNumber("firstOffset", firstOffset);
                if (averages.Ledger is { } ledger) json.WriteNumber("formerRead", ledger.ReadValue);
                else json.WriteNull("formerRead");
                json.WriteNumber("unreadable", averages.Unreadable);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Before(FormerAverages former)
    {
        var unreadable = former.Unreadable == 0
            ? ""
            : $", {Counted.Of(former.Unreadable, "record")} of its state could not be read";
        return former.Ledger is { } ledger
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"before: read {ledger.ReadValue:N0}, averaged {ledger.Averaged:N0}{unreadable}")
            : $"before: no ledger{unreadable}";
    }
}
