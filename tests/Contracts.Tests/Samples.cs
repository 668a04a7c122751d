using OrderPipeline.Contracts;

namespace Contracts.Tests;

/// <summary>One value of each contract, every field set.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset At = new(2024, 11, 17, 1, 45, 30, TimeSpan.Zero);

    public static Order Order => new() { OrderId = "1001", Product = "Item4", Price = 56.52f };

    public static DeadLetter DeadLetter => new()
    {
        OrderId = "1001",
        Product = "Item3",
        Price = 10.5f,
        ErrorReason = "No.",
        ErrorTimestamp = "2026-11-17T01:45:30.123456Z",
        RetryCount = 5,
        OriginalTopic = "orders",
        ErrorKind = ErrorKind.PROCESSING,
        ExceptionType = "E",
        Attempts =
        [
            new Attempt { StartedAt = At.AddMicroseconds(123_456), DurationMicros = 250 },
            new Attempt
            {
                StartedAt = DateTimeOffset.UnixEpoch.AddMicroseconds(-1),
                DurationMicros = 0,
                ExceptionType = "E",
            },
        ],
        OriginalPartition = 2,
        OriginalOffset = 51,
        OriginalTimestamp = At.AddMilliseconds(123),
        OriginalKey = "1001"u8.ToArray(),
        OriginalValue = new byte[] { 0x00, 0xff },
        OriginalHeaders =
        [
            new Header { Key = "traceparent", Value = "00"u8.ToArray() },
            new Header { Key = "n" },
        ],
        KeySha256 = Sha256.From([.. Enumerable.Repeat((byte)1, 31), 0xff]),
        Rung = Rung.SHORT_DETAIL,
        Delivery = DeliveryStatus.POSSIBLY_PERSISTED,
        Application = "consumer",
        Instance = "i-0",
        ConsumerGroup = "g",
        Build = "b",
        Epoch = 3,
        RedriveCount = 1,
    };

    public static ProductAverage ProductAverage => new()
    {
        Product = "Item1",
        Count = 2,
        Sum = ExactSum.From([.. Enumerable.Repeat((byte)0, 14), 0x01, 0xff]),
        Average = 0.1,
        Min = 1,
        Max = 2.5f,
        NextOffset = 300,
        Epoch = 1,
    };

    public static Ledger Ledger => new()
    {
        Partition = 3,
        TopicId = "t",
        Epoch = 1,
        FirstOffset = 0,
        NextOffset = 1000,
        ReadValue = 1000,
        Averaged = 990,
        Deserialization = 4,
        Validation = 3,
        Processing = 2,
        Unexpected = 1,
        Sum = ExactSum.From([.. Enumerable.Repeat((byte)0xff, 15), 0xfe]),
        Breaker = new Breaker
        {
            Consecutive = 7,
            TrippedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(1),
            LetThroughTo = -1,
        },
        Instance = "i",
        CommittedAt = At.AddMilliseconds(123),
    };

    public static Redrive Redrive => new()
    {
        Decision = Decision.QUARANTINED,
        DeadLetterTopic = "orders.DLQ",
        DeadLetterPartition = 0,
        DeadLetterOffset = 12,
        ValueSha256 = Sha256.From([.. Enumerable.Repeat((byte)0, 31), 1]),
        Edited = true,
        RedriveCount = 2,
        PlanId = "p",
        By = "me",
        DecidedAt = DateTimeOffset.UnixEpoch,
    };
}
