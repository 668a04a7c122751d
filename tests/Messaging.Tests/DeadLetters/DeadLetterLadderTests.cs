using System.Text;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Handling;

namespace Messaging.Tests.DeadLetters;

[Trait("Category", "Unit")]
public sealed class DeadLetterLadderTests
{
    private readonly FakeDeadLetterEncoder _encoder = new();

    [Fact]
    public void A_dead_letter_that_fits_is_whole_and_keeps_key_and_headers()
    {
        var record = Ladder(10_000).Encode(Failed([1, 2]), "orders.DLQ", 3);

        Assert.Equal(DeadLetterRung.Whole, record.Rung);
        Assert.Equal([1, 2], record.Key);
        Assert.Equal((2, 51L), record.Origin);
        Assert.Equal(
            [
                "traceparent=00-1", "dlq.error.kind=Validation", "dlq.error.reason=bad", "dlq.original.topic=orders",
                "dlq.original.partition=2", "dlq.original.offset=51", "dlq.attempts=1",
                "dlq.timestamp=2026-11-17T01:45:30.000000Z",
            ],
            record.Headers.Select(header => $"{header.Key}={Encoding.UTF8.GetString(header.Value!)}"));
    }

    [Theory]
    [InlineData(new[] { 5_000, 900, 100, 10 }, DeadLetterRung.ShortDetail)]
    [InlineData(new[] { 5_000, 4_000, 900, 10 }, DeadLetterRung.NoDetail)]
    [InlineData(new[] { 5_000, 4_000, 3_000, 10 }, DeadLetterRung.Pointer)]
    [InlineData(new[] { 5_000, 4_000, 3_000, 2_900 }, DeadLetterRung.Pointer)]
    public void The_fullest_rung_that_fits_is_taken_and_the_last_one_always(int[] sizes, DeadLetterRung rung)
    {
        _encoder.Sizes = sizes;

        Assert.Equal(rung, Ladder(2_000).Encode(Failed([1]), "orders.DLQ", 0).Rung);
    }

    [Fact]
    public void What_was_refused_is_remembered_until_it_is_settled()
    {
        var ladder = Ladder(10_000);
        var refused = ladder.Encode(Failed([1]), "orders.DLQ", 0);
        Assert.True(ladder.TryStepDown(refused.AsWritten));
        Assert.Equal(DeadLetterRung.ShortDetail, ladder.Encode(Failed([1]), "orders.DLQ", 0).Rung);

        ladder.Forget(2, 51);
        Assert.Equal(DeadLetterRung.ShortDetail, ladder.Encode(Failed([1]), "orders.DLQ", 0).Rung);
        ladder.Forget(2, 52);

        Assert.Equal(DeadLetterRung.Whole, ladder.Encode(Failed([1]), "orders.DLQ", 0).Rung);
    }

    [Fact]
    public void A_pointer_leaves_out_headers_and_a_key_that_is_large()
    {
        _encoder.Sizes = [5_000, 5_000, 5_000, 10];
        var small = Ladder(2_000).Encode(Failed([1]), "orders.DLQ", 0);
        var large = Ladder(2_000).Encode(Failed(new byte[513]), "orders.DLQ", 0);

        Assert.Equal([1], small.Key);
        Assert.Null(large.Key);
        Assert.DoesNotContain(small.Headers, header => header.Key == "traceparent");
        Assert.False(Ladder(2_000).TryStepDown(small.AsWritten));
    }

    [Fact]
    public void Headers_of_an_earlier_failure_and_a_long_reason_are_replaced_and_cut()
    {
        var essentials = new DeadLetterHeaders(
            "VALIDATION", new string('x', 999) + "🧀", "orders", null, null, 1, "now");

        var headers = essentials.After([new RecordHeader("dlq.attempts", [9]), new RecordHeader("own", null)]);

        Assert.Equal(
            ["own", "dlq.error.kind", "dlq.error.reason", "dlq.original.topic", "dlq.attempts", "dlq.timestamp"],
            headers.Select(header => header.Key));
        Assert.Equal(new string('x', 999), Encoding.UTF8.GetString(headers[2].Value!));
        Assert.Equal("1"u8.ToArray(), headers[4].Value);
    }

    private DeadLetterLadder Ladder(int maxRecordBytes) => new(_encoder, maxRecordBytes);

    private static FailedRecord Failed(byte[] key) => new(
        new RecordCopy
        {
            Topic = "orders",
            Partition = 2,
            Offset = 51,
            Key = key,
            Value = [1],
            Headers = [new RecordHeader("traceparent", "00-1"u8.ToArray())],
        },
        new Failure(FailureKind.Validation, "bad"),
        [new Attempt(DateTimeOffset.UnixEpoch, 5, null)]);
}
