using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;
using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.Messaging.Producing.Retrying;
using OrderPipeline.Producer.Sending;
using OrderPipeline.Producer.Source;
using OrderPipeline.Producer.Source.Lines;
using TestKit.Time;

namespace Producer.Tests.Sending;

[Trait("Category", "Unit")]
public sealed class OrderDeadLetterEncoderTests
{
    private readonly OrderDeadLetterEncoder _encoder = new(9, "1.2.3", new ManualTimeProvider());

    [Fact]
    public void An_order_that_was_not_delivered_is_told_with_its_bytes_and_attempts()
    {
        var value = Value("1001", "Item4", 56.52f);
        var record = Unsent("1001"u8, value, ErrorCode.Local_MsgTimedOut, Persistence.PossiblyPersisted);

        var encoded = _encoder.Encode(record, DeadLetterRung.Whole);
        var letter = Read(encoded);

        Assert.Equal([0, 0, 0, 0, 9], encoded.Value[..5]);
        Assert.Equal(("1001", "Item4", 56.52f), (letter.OrderId, letter.Product, letter.Price!.Value));
        Assert.Equal(ErrorKind.DELIVERY, letter.ErrorKind);
        Assert.Equal("The order could not be delivered: Local: Message timed out.", letter.ErrorReason);
        Assert.Equal("2026-11-17T01:45:30.000000Z", letter.ErrorTimestamp);
        Assert.Equal(("orders", 1, DeliveryStatus.POSSIBLY_PERSISTED),
            (letter.OriginalTopic, letter.RetryCount, letter.Delivery!.Value));
        Assert.Equal("Confluent.Kafka.ErrorCode.Local_MsgTimedOut", letter.ExceptionType);
        Assert.Equal(value, letter.OriginalValue!.Value.ToArray());
        Assert.Equal("1001"u8.ToArray(), letter.OriginalKey!.Value.ToArray());
        Assert.Equal(Sha256.From(SHA256.HashData(value)), letter.ValueSha256);
        Assert.Equal(1_500_000, Assert.Single(letter.Attempts).DurationMicros);
        Assert.Equal((Rung.WHOLE, "producer", "1.2.3"), (letter.Rung, letter.Application, letter.Build));
        Assert.Null(letter.OriginalPartition);
        Assert.Equal(
            ["dlq.error.kind=DELIVERY", "dlq.error.reason=The order could not be delivered: Local: Message timed out.",
                "dlq.original.topic=orders", "dlq.attempts=1", "dlq.timestamp=2026-11-17T01:45:30.000000Z"],
            encoded.Headers.Select(header => $"{header.Key}={Encoding.UTF8.GetString(header.Value!)}"));
    }

    [Fact]
    public void Each_rung_leaves_out_more_and_the_pointer_fits_anywhere()
    {
        var value = Value("1001", new string('p', 100_000), 1);
        var record = Unsent(new byte[2_000], value, ErrorCode.MsgSizeTooLarge, Persistence.NotPersisted);

        var noDetail = Read(_encoder.Encode(record, DeadLetterRung.NoDetail));
        var encoded = _encoder.Encode(record, DeadLetterRung.Pointer);
        var pointer = Read(encoded);

        Assert.Null(noDetail.Detail);
        Assert.Equal(value, noDetail.OriginalValue!.Value.ToArray());
        Assert.Equal((Rung.POINTER, "1001"), (pointer.Rung, pointer.OrderId));
        Assert.Null(pointer.OriginalValue);
        Assert.Null(pointer.OriginalKey);
        Assert.Null(encoded.Key);
        Assert.Null(pointer.Product);
        Assert.Equal(Sha256.From(SHA256.HashData(value)), pointer.ValueSha256);
        Assert.Contains(value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), pointer.ErrorReason,
            StringComparison.Ordinal);
        Assert.InRange(encoded.Value.Length, 1, 1_000);
    }

    [Fact]
    public void A_bad_line_is_told_with_its_bytes()
    {
        var bytes = "bad line"u8.ToArray();
        var line = new BadLine(7, "The line is not valid JSON.", bytes, bytes.Length, SHA256.HashData(bytes));

        var letter = Read(_encoder.Encode(new UnsentRecord("orders", null, bytes, line), DeadLetterRung.Whole));

        Assert.Equal((ErrorKind.VALIDATION, "The line is not valid JSON.", 1),
            (letter.ErrorKind, letter.ErrorReason, letter.RetryCount));
        Assert.Equal(DeliveryStatus.NOT_PERSISTED, letter.Delivery);
        Assert.Equal(bytes, letter.OriginalValue!.Value.ToArray());
        Assert.Null(letter.OriginalKey);
        Assert.Null(letter.KeySha256);
        Assert.Null(letter.OrderId);
        Assert.Equal("Line 7 of the input, 8 bytes", letter.Detail);
    }

    [Fact]
    public void A_line_that_was_too_long_to_keep_is_a_pointer()
    {
        var line = new BadLine(1, "The line is too long to be an order.", null, 9_000_000, new byte[32]);

        var letter = Read(_encoder.Encode(new UnsentRecord("orders", null, null, line), DeadLetterRung.Whole));

        Assert.Equal(Rung.POINTER, letter.Rung);
        Assert.Null(letter.OriginalValue);
        Assert.Equal(Sha256.From(new byte[32]), letter.ValueSha256);
    }

    private static byte[] Value(string orderId, string product, float price)
    {
        var order = new OrderFields(Encoding.UTF8.GetBytes(orderId), Encoding.UTF8.GetBytes(product), price);
        return new OrderEncoder(3).Encode(order).ToArray();
    }

    private static UnsentRecord Unsent(ReadOnlySpan<byte> key, byte[] value, ErrorCode error, Persistence persistence)
    {
        var record = new UnsentRecord("orders", key.ToArray(), value);
        record.Add(new FailedAttempt(
            new DateTimeOffset(2026, 11, 17, 1, 45, 28, TimeSpan.Zero), TimeSpan.FromSeconds(1.5), error, persistence));
        return record;
    }

    private static DeadLetter Read(EncodedDeadLetter encoded)
    {
        var reader = new AvroReader(encoded.Value.AsSpan(5));
        return DeadLetter.Read(ref reader);
    }
}
