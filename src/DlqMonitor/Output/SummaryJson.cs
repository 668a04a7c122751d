using OrderPipeline.DlqMonitor.Summaries;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>The summary as one JSON object, to the letter of SPEC 5.</summary>
internal static class SummaryJson
{
    public static string Of(SummaryReport report) => JsonLine.Of(json =>
    {
        json.WriteString("topic", report.Topic);
        json.WriteNumber("total", report.Total);
        json.WriteStartArray("groups");
        foreach (var group in report.Groups)
        {
            json.WriteStartObject();
            json.WriteString("kind", group.Kind);
            json.WriteString("reason", group.Reason);
            json.WriteNumber("count", group.Count);
            json.WriteString("first", group.First);
            json.WriteString("last", group.Last);
            json.WriteString("example", group.Example);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("orders");
        foreach (var order in report.Orders)
        {
            json.WriteStartObject();
            json.WriteString("orderId", order.OrderId);
            json.WriteString("product", order.Product);
            JsonLine.WritePrice(json, order.Price);
            json.WriteString("at", order.At);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
