using System.Security.Cryptography;
using System.Text;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Rules;
using OrderPipeline.Messaging;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.SchemaRegistry.Serdes;

namespace OrderPipeline.AggregationConsumer.DeadLetters;

/// <summary>A failed order as a <see cref="DeadLetter"/>: what it was, why, and its bytes as they were.</summary>
/// <remarks>The pipeline's thread owns it.</remarks>
internal sealed class OrderDeadLetterEncoder(
    Func<RegisteredWriter<DeadLetter>> writer, OrderDecoder decoder, DeadLetterOrigin origin) : IDeadLetterEncoder
{
    /// <summary>Characters of the detail that stay on the second rung.</summary>
    private const int ShortDetailLength = 512;

    private static readonly string[] KindNames = [.. Enum.GetValues<FailureKind>().Select(kind => $"{KindOf(kind)}")];

    /// <summary>Of the thread: a new one for each hash costs more than the hash.</summary>
    [ThreadStatic]
    private static IncrementalHash? _hasher;

    private (DateTimeOffset Instant, string Text) _lastTimestamp = (default, "");

    public byte[] Encode(FailedRecord failed, DeadLetterRung rung, int epoch)
    {
        var record = failed.Record;
        var failure = failed.Failure;
        var isPointer = rung == DeadLetterRung.Pointer;
        var isShown = failure.Kind != FailureKind.Deserialization && !isPointer;
        var preview = isShown ? OrderPreview.Of(record, decoder) : default;
        return writer().ToArray(new DeadLetter
        {
            OrderId = preview.OrderId,
            Product = preview.Product,
            Price = preview.Price,
            ErrorReason = WellFormed(failure.Reason)!,
            ErrorTimestamp = TimestampOf(failed),
            RetryCount = failed.Attempts.Count,
            OriginalTopic = record.Topic,
            ErrorKind = KindOf(failure.Kind),
            ExceptionType = failure.ExceptionType,
            Detail = WellFormed(DetailOf(failure.Detail, rung)),
            Attempts = AttemptsOf(failed.Attempts),
            OriginalPartition = record.Partition,
            OriginalOffset = record.Offset,
            OriginalTimestamp = record.TimestampMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
            OriginalKey = isPointer ? null : BytesOf(record.Key),
            OriginalValue = isPointer ? null : BytesOf(record.Value),
            OriginalHeaders = isPointer ? [] : HeadersOf(record.Headers),
            KeySha256 = Hash(record.Key),
            ValueSha256 = Hash(record.Value),
            Rung = RungOf(rung),
            Application = origin.Application,
            Instance = origin.Instance,
            ConsumerGroup = origin.Group,
            Build = origin.Build,
            Epoch = epoch,
        });
    }

    public DeadLetterHeaders Describe(FailedRecord failed) => new(
        KindNames[(int)failed.Failure.Kind],
        failed.Failure.Reason,
        failed.Record.Topic,
        failed.Record.Partition,
        failed.Record.Offset,
        failed.Attempts.Count,
        TimestampOf(failed));

    /// <summary>The kind in the schema's words.</summary>
    public static ErrorKind KindOf(FailureKind kind) => kind switch
    {
        FailureKind.Deserialization => ErrorKind.DESERIALIZATION,
        FailureKind.Validation => ErrorKind.VALIDATION,
        FailureKind.Processing => ErrorKind.PROCESSING,
        _ => ErrorKind.UNEXPECTED,
    };

    private static Rung RungOf(DeadLetterRung rung) => rung switch
    {
        DeadLetterRung.ShortDetail => Rung.SHORT_DETAIL,
        DeadLetterRung.NoDetail => Rung.NO_DETAIL,
        DeadLetterRung.Pointer => Rung.POINTER,
        _ => Rung.WHOLE,
    };

    private static string? DetailOf(string? detail, DeadLetterRung rung) => rung switch
    {
        DeadLetterRung.Whole => DeadLetterText.TrimDetail(detail),
        DeadLetterRung.ShortDetail when detail is { Length: > ShortDetailLength } => detail[..ShortDetailLength],
        DeadLetterRung.ShortDetail => detail,
        _ => null,
    };

    /// <summary>
    /// Half a surrogate pair, in an exception's words or where they were cut, has no UTF-8 and would end the
    /// run.
    /// </summary>
    private static string? WellFormed(string? text) =>
        text is null || !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? text
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>It stands in the headers and in the value.</summary>
    private string TimestampOf(FailedRecord failed)
    {
        var instant = failed.FailedAt;
        if (_lastTimestamp.Text.Length == 0 || _lastTimestamp.Instant != instant)
            _lastTimestamp = (instant, DeadLetterText.Timestamp(instant));
        return _lastTimestamp.Text;
    }

    private static OrderPipeline.Contracts.Attempt[] AttemptsOf(IReadOnlyList<Messaging.Handling.Attempt> attempts)
    {
        var lines = new OrderPipeline.Contracts.Attempt[attempts.Count];
        for (var index = 0; index < lines.Length; index++)
        {
            lines[index] = new OrderPipeline.Contracts.Attempt
            {
                StartedAt = attempts[index].StartedAt,
                DurationMicros = attempts[index].DurationMicros,
                ExceptionType = attempts[index].ExceptionType,
            };
        }

        return lines;
    }

    private static Header[] HeadersOf(IReadOnlyList<RecordHeader> headers)
    {
        var copies = new Header[headers.Count];
        for (var index = 0; index < copies.Length; index++)
        {
            copies[index] = new Header { Key = headers[index].Key, Value = BytesOf(headers[index].Value) };
        }

        return copies;
    }

    /// <summary>Null stays null: the language takes a bare null for a null array and makes it empty memory.</summary>
    private static ReadOnlyMemory<byte>? BytesOf(byte[]? bytes) =>
        bytes is null ? default(ReadOnlyMemory<byte>?) : bytes;

    private static Sha256? Hash(byte[]? bytes)
    {
        if (bytes is null) return null;
        var hasher = _hasher ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hasher.AppendData(bytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        hasher.GetHashAndReset(hash);
        return Sha256.From(hash);
    }
}
