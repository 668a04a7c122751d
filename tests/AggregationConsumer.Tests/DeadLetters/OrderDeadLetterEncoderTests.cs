using System.Security.Cryptography;
using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.DeadLetters;
using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.SchemaRegistry.Serdes;

namespace AggregationConsumer.Tests.DeadLetters;

[Trait("Category", "Unit")]
public sealed class OrderDeadLetterEncoderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 17, 1, 45, 30, TimeSpan.Zero);

    private readonly Kitchen _kitchen = new();
    private readonly OrderDeadLetterEncoder _encoder;

    public OrderDeadLetterEncoderTests() => _encoder = new OrderDeadLetterEncoder(
        static () => new RegisteredWriter<DeadLetter>(4),
        _kitchen.Decoder,
        new DeadLetterOrigin("aggregation-consumer", "host-1", "order-aggregation", "1.0+abc"));

    [Theory]
    [InlineData(DeadLetterRung.Whole, Rung.WHOLE, 2_000)]
    [InlineData(DeadLetterRung.ShortDetail, Rung.SHORT_DETAIL, 512)]
    [InlineData(DeadLetterRung.NoDetail, Rung.NO_DETAIL, -1)]
    public async Task Each_rung_but_the_last_keeps_the_originals_bytes(
        DeadLetterRung rung, Rung written, int detailLength)
    {
        await _kitchen.KnowAsync(1);
        var failed = Failed(FailureKind.Processing, new string('d', 2_000));

        var letter = Read(_encoder.Encode(failed, rung, epoch: 3));

        Assert.Equal(("abc-123", "Toffee", 10f), (letter.OrderId, letter.Product, letter.Price));
        Assert.Equal((written, detailLength), (letter.Rung, letter.Detail?.Length ?? -1));
        Assert.Equal(failed.Record.Key, letter.OriginalKey?.ToArray());
        Assert.Equal(failed.Record.Value, letter.OriginalValue?.ToArray());
        Assert.Equal(["a", "b"], letter.OriginalHeaders.Select(header => header.Key));
        Assert.Null(letter.OriginalHeaders[1].Value);
        Assert.Equal((3, "orders", 2, 51L), (
            letter.Epoch, letter.OriginalTopic, letter.OriginalPartition, letter.OriginalOffset));
    }

    [Fact]
    public async Task A_pointer_says_where_the_original_stands_and_its_hashes_and_nothing_of_its_bytes()
    {
        await _kitchen.KnowAsync(1);
        var failed = Failed(FailureKind.Processing, "detail");

        var letter = Read(_encoder.Encode(failed, DeadLetterRung.Pointer, epoch: 0));

        Assert.Equal(("orders", 2, 51L), (letter.OriginalTopic, letter.OriginalPartition, letter.OriginalOffset));
        Assert.Null(letter.OriginalKey);
        Assert.Null(letter.OriginalValue);
        Assert.Empty(letter.OriginalHeaders);
        Assert.Equal((null, null, null, null), (letter.OrderId, letter.Product, letter.Price, letter.Detail));
        Assert.Equal(Sha256.From(SHA256.HashData(failed.Record.Value!)), letter.ValueSha256);
        Assert.Equal(Sha256.From(SHA256.HashData(failed.Record.Key!)), letter.KeySha256);
    }

    [Fact]
    public async Task Attempts_times_and_kinds_are_told_in_the_schemas_words()
    {
        await _kitchen.KnowAsync(1);
        var failed = Failed(FailureKind.Processing, null);

        var letter = Read(_encoder.Encode(failed, DeadLetterRung.Whole, 0));

        Assert.Equal((2, ErrorKind.PROCESSING, "why"), (letter.RetryCount, letter.ErrorKind, letter.ErrorReason));
        Assert.Equal("2026-11-17T01:45:31.000250Z", letter.ErrorTimestamp);
        Assert.Equal([(Start, 100L), (Start.AddSeconds(1), 250)], letter.Attempts.Select(line =>
            (line.StartedAt, line.DurationMicros)));
        Assert.Equal(
            new DeadLetterHeaders("PROCESSING", "why", "orders", 2, 51, 2, "2026-11-17T01:45:31.000250Z"),
            _encoder.Describe(failed));
    }

    [Fact]
    public void Bytes_that_could_not_be_read_are_not_read_again_for_their_dead_letter()
    {
        var failed = Failed(FailureKind.Deserialization, null);

        var letter = Read(_encoder.Encode(failed, DeadLetterRung.Whole, 0));

        Assert.Null(letter.OrderId);
        Assert.Equal(0, _kitchen.Registry.Requests);
    }

    [Theory]
    [InlineData(DeadLetterRung.Whole)]
    [InlineData(DeadLetterRung.ShortDetail)]
    public void Text_that_is_cut_inside_a_pair_or_holds_half_of_one_is_written_all_the_same(DeadLetterRung rung)
    {
        foreach (var detail in (string[])[new string('d', 511) + "🧀🧀", "\ud83e", new string('d', 8_191) + "🧀"])
        {
            var failed = Failed(FailureKind.Deserialization, detail);

            Assert.DoesNotContain(
                '\ud83e', Read(_encoder.Encode(failed, rung, 0)).Detail!.Replace("🧀", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_null_value_and_key_have_no_hash()
    {
        var failed = new FailedRecord(
            Kitchen.Record(null), new Failure(FailureKind.Deserialization, "the value is null"), [new(Start, 1, null)]);

        var letter = Read(_encoder.Encode(failed, DeadLetterRung.Whole, 0));

        Assert.Null(letter.OriginalValue);
        Assert.Null(letter.ValueSha256);
        Assert.Null(letter.KeySha256);
    }

    public void Dispose() => _kitchen.Dispose();

    private static FailedRecord Failed(FailureKind kind, string? detail) => new(
        new RecordCopy
        {
            Topic = "orders",
            Partition = 2,
            Offset = 51,
            Key = "abc-123"u8.ToArray(),
            Value = Kitchen.Framed("abc-123", "Toffee", 10f),
            Headers = [new RecordHeader("a", [1]), new RecordHeader("b", null)],
        },
        new Failure(kind, "why", ExceptionType: "System.TimeoutException", Detail: detail),
        [new(Start, 100, null), new(Start.AddSeconds(1), 250, "System.TimeoutException")]);

    private static DeadLetter Read(byte[] value)
    {
        var reader = new AvroReader(value.AsSpan(5));
        return DeadLetter.Read(ref reader);
    }
}
