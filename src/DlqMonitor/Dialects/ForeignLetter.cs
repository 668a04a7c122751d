using System.Text;
using OrderPipeline.Contracts;
using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>What another system's dead letter tells, put into our schema's fields.</summary>
internal sealed class ForeignLetter
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public required string Dialect { get; init; }

    public string Kind { get; init; } = DeadLetterEntry.Foreign;

    public string? OrderId { get; init; }

    public string? Reason { get; init; }

    public string? Topic { get; init; }

    public long? Partition { get; init; }

    public long? Offset { get; init; }

    public long? TimestampMs { get; init; }

    public string? ExceptionType { get; init; }

    public string? Detail { get; init; }

    public string? Group { get; init; }

    public long? Attempts { get; init; }

    public byte[]? Key { get; init; }

    public byte[]? Value { get; init; }

    public DeadLetterEntry ToEntry(RecordCopy record)
    {
        var attempts = RecordHeaders.Small(Attempts);
        var letter = new DeadLetter
        {
            OrderId = OrderId,
            ErrorReason = string.IsNullOrEmpty(Reason) ? ExceptionType ?? "no reason given" : Reason,
            ErrorTimestamp = LetterTime.Text(record.TimestampMs),
            RetryCount = attempts ?? 0,
            OriginalTopic = Topic ?? "",
            ExceptionType = ExceptionType,
            Detail = Detail,
            OriginalPartition = RecordHeaders.Small(Partition),
            OriginalOffset = Offset >= 0 ? Offset : null,
            OriginalTimestamp = LetterTime.Of(TimestampMs),
            OriginalKey = Memory(Key),
            OriginalValue = Memory(Value),
            ConsumerGroup = Group,
            OriginalHeaders =
                [.. record.Headers.Select(header => new Header { Key = header.Key, Value = Memory(header.Value) })],
        };
        return new DeadLetterEntry(record, Dialect, Kind, letter, attempts);
    }

    /// <summary>The conversion that the language offers makes empty memory of null.</summary>
    private static ReadOnlyMemory<byte>? Memory(byte[]? bytes) => bytes is null
        ? default(ReadOnlyMemory<byte>?)
        : bytes;

    /// <summary>The bytes as text where they are text and short, as keys are.</summary>
    public static string? TextOf(byte[]? bytes)
    {
        if (bytes is not { Length: > 0 and <= 256 })
            return null;
        try
        {
            var text = Strict.GetString(bytes);
            return text.Any(char.IsControl) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
