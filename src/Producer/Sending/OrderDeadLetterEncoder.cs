using System.Security.Cryptography;
using System.Text;
using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Rules;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Producing.Retrying;
using OrderPipeline.Producer.Source.Lines;
using OrderPipeline.SchemaRegistry.Framing;

namespace OrderPipeline.Producer.Sending;

/// <summary>The producer's dead letters: orders that were not delivered, and lines that are no orders.</summary>
/// <remarks>Thread-safe: it holds nothing that changes.</remarks>
internal sealed class OrderDeadLetterEncoder(int schemaId, string build, TimeProvider clock) : IUnsentRecordEncoder
{
    private const string Application = "producer";
    private const int ShortDetailLength = 256;

    /// <summary>What of the order may stand in a pointer, so that it fits wherever anything fits.</summary>
    private const int LongestInPointer = 512;

    public EncodedDeadLetter Encode(UnsentRecord record, DeadLetterRung rung)
    {
        var key = rung == DeadLetterRung.Pointer && record.Key is { Length: > LongestInPointer } ? null : record.Key;
        var letter = Letter(record, rung, key);
        var headers = new DeadLetterHeaders(
            letter.ErrorKind.ToString(), letter.ErrorReason, letter.OriginalTopic, null, null, letter.RetryCount,
            letter.ErrorTimestamp);
        return new EncodedDeadLetter(key, Bytes(letter), headers.After([]));
    }

    private DeadLetter Letter(UnsentRecord record, DeadLetterRung rung, byte[]? key)
    {
        var line = record.Origin as BadLine;
        var isPointer = rung == DeadLetterRung.Pointer;
        var order = OrderText.Of(record);
        return new DeadLetter
        {
            OrderId = Bounded(order.OrderId, isPointer),
            Product = Bounded(order.Product, isPointer),
            Price = order.Price,
            ErrorReason = FailureReason.Sentence(record),
            ErrorTimestamp = DeadLetterText.Timestamp(clock.GetUtcNow()),
            RetryCount = Math.Max(1, record.Attempts.Count),
            OriginalTopic = record.Topic,
            ErrorKind = line is null ? ErrorKind.DELIVERY : ErrorKind.VALIDATION,
            ExceptionType = record.Attempts.Count == 0 ? null : ExceptionType(record.Attempts[^1]),
            Detail = Detail(record, rung),
            Attempts = [.. record.Attempts.Select(AttemptOf)],
            OriginalKey = MemoryOf(key),
            OriginalValue = MemoryOf(isPointer ? null : record.Value),
            KeySha256 = record.Key is null ? null : Sha256.From(SHA256.HashData(record.Key)),
            ValueSha256 = ValueHash(record, line),
            Rung = RungOf(rung, line),
            Delivery = record.IsPossiblyPersisted ? DeliveryStatus.POSSIBLY_PERSISTED : DeliveryStatus.NOT_PERSISTED,
            Application = Application,
            Instance = Environment.MachineName,
            Build = build,
        };
    }

    // Invariant: null stays null. A bare null beside a Memory becomes, by way of byte[], an empty value.
    private static ReadOnlyMemory<byte>? MemoryOf(byte[]? bytes) =>
        bytes is null ? default(ReadOnlyMemory<byte>?) : bytes;

    private static string? Bounded(string? text, bool isPointer) =>
        isPointer && text is not null && Encoding.UTF8.GetByteCount(text) > LongestInPointer ? null : text;

    private static string ExceptionType(FailedAttempt attempt) =>
        $"{typeof(Confluent.Kafka.ErrorCode).FullName}.{attempt.Error}";

    private static string? Detail(UnsentRecord record, DeadLetterRung rung)
    {
        if (rung >= DeadLetterRung.NoDetail) return null;
        var detail = FailureReason.Detail(record);
        return rung == DeadLetterRung.ShortDetail && detail.Length > ShortDetailLength
            ? detail[..ShortDetailLength]
            : DeadLetterText.TrimDetail(detail);
    }

    private static Attempt AttemptOf(FailedAttempt attempt) => new()
    {
        StartedAt = attempt.StartedAt,
        DurationMicros = (long)attempt.Duration.TotalMicroseconds,
        ExceptionType = ExceptionType(attempt),
    };

    private static Sha256? ValueHash(UnsentRecord record, BadLine? line)
    {
        if (line is not null) return Sha256.From(line.Sha256);
        return record.Value is null ? null : Sha256.From(SHA256.HashData(record.Value));
    }

    /// <summary>A line that was too long to be kept is a pointer from the beginning.</summary>
    private static Rung RungOf(DeadLetterRung rung, BadLine? line) => line is { Bytes: null }
        ? Rung.POINTER
        : rung switch
        {
            DeadLetterRung.Whole => Rung.WHOLE,
            DeadLetterRung.ShortDetail => Rung.SHORT_DETAIL,
            DeadLetterRung.NoDetail => Rung.NO_DETAIL,
            _ => Rung.POINTER,
        };

    private byte[] Bytes(DeadLetter letter)
    {
        for (var size = 2_048; ; size *= 2)
        {
            var buffer = new byte[size];
            ConfluentWireFormat.WriteHeader(buffer, schemaId);
            var writer = new AvroWriter(buffer.AsSpan(ConfluentWireFormat.HeaderSize));
            letter.Write(ref writer);
            if (writer.Error == AvroErrorCode.None) return buffer[..(ConfluentWireFormat.HeaderSize + writer.Written)];
            if (!writer.Overflowed)
                throw new InvalidOperationException($"a dead letter cannot be encoded: {writer.Status}");
        }
    }
}
