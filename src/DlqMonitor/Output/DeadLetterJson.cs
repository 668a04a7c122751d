using System.Text.Json;
using OrderPipeline.Contracts;
using OrderPipeline.DlqMonitor.Letters;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>A dead letter as one JSON object: the schema's field names, bytes as base64, and <c>at</c> (SPEC
/// 5).</summary>
internal static class DeadLetterJson
{
    public static string Of(DeadLetterEntry entry) => JsonLine.Of(json => Write(json, entry));

    private static void Write(Utf8JsonWriter json, DeadLetterEntry entry)
    {
        var letter = entry.Letter;
        json.WriteString("orderId", letter.OrderId);
        json.WriteString("product", letter.Product);
        JsonLine.WritePrice(json, letter.Price);
        json.WriteString("errorReason", letter.ErrorReason);
        json.WriteString("errorTimestamp", letter.ErrorTimestamp);
        WriteNumber(json, "retryCount", entry.RetryCount);
        json.WriteString("originalTopic", letter.OriginalTopic);
        json.WriteString("errorKind", entry.Kind);
        json.WriteString("exceptionType", letter.ExceptionType);
        json.WriteString("detail", letter.Detail);
        WriteAttempts(json, letter.Attempts);
        WriteNumber(json, "originalPartition", letter.OriginalPartition);
        WriteNumber(json, "originalOffset", letter.OriginalOffset);
        json.WriteString(
            "originalTimestamp", letter.OriginalTimestamp is { } time ? LetterTime.Text(time) : null);
        WriteBytes(json, "originalKey", letter.OriginalKey);
        WriteBytes(json, "originalValue", letter.OriginalValue);
        WriteHeaders(json, letter.OriginalHeaders);
        WriteHash(json, "keySha256", letter.KeySha256);
        WriteHash(json, "valueSha256", letter.ValueSha256);
        json.WriteString("rung", letter.Rung.ToString());
        json.WriteString("delivery", letter.Delivery?.ToString());
        json.WriteString("application", letter.Application);
        json.WriteString("instance", letter.Instance);
        json.WriteString("consumerGroup", letter.ConsumerGroup);
        json.WriteString("build", letter.Build);
        json.WriteNumber("epoch", letter.Epoch);
        json.WriteNumber("redriveCount", letter.RedriveCount);
        json.WriteString("at", entry.At);
    }

    private static void WriteAttempts(Utf8JsonWriter json, IReadOnlyList<Attempt> attempts)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteString("startedAt", LetterTime.Text(attempt.StartedAt));
            json.WriteNumber("durationMicros", attempt.DurationMicros);
            json.WriteString("exceptionType", attempt.ExceptionType);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteHeaders(Utf8JsonWriter json, IReadOnlyList<Header> headers)
    {
        json.WriteStartArray("originalHeaders");
        foreach (var header in headers)
        {
            json.WriteStartObject();
            json.WriteString("key", header.Key);
            WriteBytes(json, "value", header.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static void WriteHash(Utf8JsonWriter json, string name, Sha256? hash) =>
        WriteBytes(json, name, hash is { } value ? value.ToArray() : default(ReadOnlyMemory<byte>?));

    private static void WriteBytes(Utf8JsonWriter json, string name, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is { } value)
            json.WriteBase64String(name, value.Span);
        else
            json.WriteNull(name);
    }
}
