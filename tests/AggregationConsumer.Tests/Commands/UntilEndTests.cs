using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Commands;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.State;
using TestKit.Time;

namespace AggregationConsumer.Tests.Commands;

[Trait("Category", "Unit")]
public sealed class UntilEndTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(31);

    private readonly ManualTimeProvider _time = new();
    private AveragesReport _committed = new();

    [Fact]
    public void Own_partitions_are_done_when_they_are_committed_up_to_their_ends()
    {
        using var end = Between((0, 100), (0, 50));

        Assert.False(end.IsReached([Lane(0, 99), Lane(1, 50)]));
        Assert.True(end.IsReached([Lane(0, 100), Lane(1, 50)]));
        Assert.Empty(end.StoppedElsewhere);
    }

    [Fact]
    public void A_partition_without_a_record_ever_is_not_waited_for()
    {
        using var end = Between((0, 0));

        Assert.True(end.IsReached([]));
    }

    [Fact]
    public void A_partition_whose_unread_records_were_all_deleted_is_waited_for_until_its_lane_says_so()
    {
        using var end = Between((100, 100));

        Assert.False(end.IsReached([Lane(0, 0)]));
        Assert.False(end.IsReached([Lane(0, 40)]));
        Assert.True(end.IsReached([Lane(0, 40, "60 records were deleted")]));
    }

    [Fact]
    public void A_partition_that_was_read_before_all_its_records_were_deleted_is_done()
    {
        using var end = Between((100, 100));

        Assert.True(end.IsReached([Lane(0, 100)]));
    }

    [Fact]
    public void Another_instances_partition_is_done_when_its_ledger_has_reached_the_end()
    {
        Commit(partition: 0, nextOffset: 99);
        using var end = Between((0, 100));

        LookAtOthers(end);
        Assert.False(end.IsReached([]));
        Commit(partition: 0, nextOffset: 100);
        LookAtOthers(end);

        Assert.True(end.IsReached([]));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(120)]
    public void Another_instances_partition_whose_records_were_deleted_unread_is_named(long last)
    {
        Commit(partition: 0, nextOffset: 40);
        using var end = Between((100, last));

        LookAtOthers(end);
        Assert.False(end.IsReached([]));
        LookAtOthers(end);

        Assert.True(end.IsReached([]));
        Assert.Equal(
            "what stood at offsets 40 to 99 was deleted before it was read; "
            + "run rebuild --from-available to count what is left",
            Assert.Single(end.StoppedElsewhere).Value);
    }

    [Fact]
    public void Another_instances_partition_that_was_never_counted_and_is_empty_is_done()
    {
        using var end = Between((100, 100));

        LookAtOthers(end);

        Assert.True(end.IsReached([]));
        Assert.Empty(end.StoppedElsewhere);
    }

    [Fact]
    public void A_breaker_that_stays_tripped_elsewhere_is_named_and_one_that_is_released_is_not()
    {
        Commit(partition: 0, nextOffset: 40, tripped: "too many dead letters");
        using var end = Between((0, 100));

        LookAtOthers(end);
        Commit(partition: 0, nextOffset: 60);
        LookAtOthers(end);
        Commit(partition: 0, nextOffset: 60, tripped: "too many dead letters");
        LookAtOthers(end);
        Assert.False(end.IsReached([]));
        LookAtOthers(end);

        Assert.True(end.IsReached([]));
        Assert.Equal("too many dead letters", Assert.Single(end.StoppedElsewhere).Value);
    }

    private static LaneProgress Lane(int partition, long committedTo, string? stopped = null) =>
        new(partition, committedTo, stopped);

    /// <summary>Partitions from their first offsets to their ends.</summary>
    private UntilEnd Between(params (long First, long End)[] partitions) => new(
        partitions.Index().ToDictionary(entry => entry.Index, entry => entry.Item.First),
        partitions.Index().ToDictionary(entry => entry.Index, entry => entry.Item.End),
        _ => Task.FromResult(_committed), new Nothing(), _time, default);

    private void Commit(int partition, long nextOffset, string? tripped = null)
    {
        var report = new AveragesReport();
        report.Add(
            new PartitionBooks
            {
                Partition = partition,
                Breaker = new BreakerState { TrippedAt = tripped is null ? null : _time.GetUtcNow(), Reason = tripped },
            },
            nextOffset);
        _committed = report;
    }

    /// <summary>Time goes by, and the ledgers are read and noted once.</summary>
    private void LookAtOthers(UntilEnd end)
    {
        _time.Advance(Patience);
        end.IsReached([]);
        end.IsReached([]);
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
