using System.Text;
using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>JSON with <c>error, topic, partition, offset, key, raw_value_hex</c> (SPEC 5).</summary>
internal sealed class RawValueJsonDialect : IDeadLetterDialect
{
    public DeadLetterEntry? Read(RecordCopy record)
    {
        using var json = JsonValue.Parse(record);
        if (json is null || JsonValue.Text(json, "error") is not { } error
            || !json.RootElement.TryGetProperty("raw_value_hex", out _))
            return null;
        var key = JsonValue.Text(json, "key");
        return new ForeignLetter
        {
            Dialect = "JSON with the value in hexadecimal",
            OrderId = key,
            Reason = error,
            Topic = JsonValue.Text(json, "topic"),
            Partition = JsonValue.Number(json, "partition"),
            Offset = JsonValue.Number(json, "offset"),
            Key = key is null ? null : Encoding.UTF8.GetBytes(key),
            Value = Bytes(JsonValue.Text(json, "raw_value_hex")),
        }.ToEntry(record);
    }

    private static byte[]? Bytes(string? hexadecimal)
    {
        var digits = hexadecimal?.StartsWith("0x", StringComparison.OrdinalIgnoreCase) == true
            ? hexadecimal[2..]
            : hexadecimal;
        try
        {
            return digits is null ? null : Convert.FromHexString(digits);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
