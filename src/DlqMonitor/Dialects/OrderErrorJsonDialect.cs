using System.Globalization;
using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>JSON with <c>orderId, error</c> (SPEC 5), and the order's other fields where they are there.</summary>
internal sealed class OrderErrorJsonDialect : IDeadLetterDialect
{
    public DeadLetterEntry? Read(RecordCopy record)
    {
        using var json = JsonValue.Parse(record);
        if (json is null || JsonValue.Text(json, "orderId", "order_id") is not { } orderId
            || JsonValue.Text(json, "error", "error_reason", "errorReason") is not { } error)
            return null;
        var entry = new ForeignLetter
        {
            Dialect = "JSON with an order and an error",
            OrderId = orderId,
            Reason = error,
            Topic = JsonValue.Text(json, "topic", "originalTopic", "original_topic"),
            Partition = JsonValue.Number(json, "partition"),
            Offset = JsonValue.Number(json, "offset"),
            Key = record.Key,
            Value = record.Value,
        }.ToEntry(record);
        var isPrice = float.TryParse(
            JsonValue.Text(json, "price"), NumberStyles.Float, CultureInfo.InvariantCulture, out var price);
        return entry with
        {
            Letter = entry.Letter with { Product = JsonValue.Text(json, "product"), Price = isPrice ? price : null },
        };
    }
}
