using OrderPipeline.AggregationConsumer.Commands;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.State;

namespace AggregationConsumer.Tests.Commands;

[Trait("Category", "Unit")]
public sealed class ReleaseTargetTests
{
    private static readonly DateTimeOffset TrippedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_795_000_000_123);

    [Theory]
    [InlineData(null, 100L)]
    [InlineData(100L, 100L)]
    [InlineData(58L, 58L)]
    public void A_release_names_the_trip_and_reaches_to_the_end_where_nothing_else_is_said(long? to, long expected)
    {
        Assert.Equal(new PartitionRelease(3, 57, TrippedAt, expected), Target(LedgerOf(TrippedAt)).Release(to));
    }

    [Theory]
    [InlineData(101L, "orders[2] ends at 100: what comes behind it cannot be let through yet")]
    [InlineData(
        57L, "orders[2] stands at 57: name an offset from 58 to 100 behind --to")]
    [InlineData(
        0L, "orders[2] stands at 57: name an offset from 58 to 100 behind --to")]
    public void An_offset_that_lets_nothing_through_is_refused(long to, string message)
    {
        Refuses(Target(LedgerOf(TrippedAt)), to, message);
    }

    [Fact]
    public void What_was_let_through_before_is_not_let_through_again()
    {
        Refuses(
            Target(LedgerOf(TrippedAt, letThroughTo: 60)),
            60,
            "orders[2] stands at 57 and was let through to 60 before: name an offset from 61 to 100 behind --to");
    }

    [Fact]
    public void A_partition_that_is_not_stopped_is_not_released()
    {
        const string message = "orders[2] is not stopped by its breaker: there is nothing to release";
        Refuses(Target(LedgerOf(trippedAt: null)), null, message);
        Refuses(Target(LedgerOf(trippedAt: null, letThroughTo: 57)), null, message);
    }

    [Fact]
    public void A_partition_that_was_never_counted_is_not_released()
    {
        Refuses(Target(null), null, "orders[2] has no ledger, nothing of it was counted: there is nothing to release");
    }

    private static ReleaseTarget Target(Ledger? ledger) => new("orders[2]", ledger, 100);

    private static Ledger LedgerOf(DateTimeOffset? trippedAt, long? letThroughTo = null) => new()
    {
        Partition = 2,
        Epoch = 3,
        FirstOffset = 0,
        NextOffset = 57,
        ReadValue = 57,
        Averaged = 57,
        Deserialization = 0,
        Validation = 0,
        Processing = 0,
        Unexpected = 0,
        Sum = ExactSum.From(new byte[16]),
        Instance = "host-1",
        CommittedAt = TrippedAt,
        Breaker = new Breaker { Consecutive = 4, TrippedAt = trippedAt, LetThroughTo = letThroughTo },
    };

    private static void Refuses(ReleaseTarget target, long? to, string message)
    {
        var refusal = Assert.Throws<ProgramException>(() => target.Release(to));
        Assert.Equal((ExitCode.Failed, message), (refusal.ExitCode, refusal.Message));
    }
}
