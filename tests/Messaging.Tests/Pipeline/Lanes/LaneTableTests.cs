using OrderPipeline.Messaging.Pipeline.Lanes;

namespace Messaging.Tests.Pipeline.Lanes;

[Trait("Category", "Unit")]
public sealed class LaneTableTests
{
    [Fact]
    public void A_lane_is_found_by_its_partition_until_it_is_removed()
    {
        var table = new LaneTable<long>();
        using var ninth = new Lane<long>(9, 10);
        using var second = new Lane<long>(2, 10);
        table.Add(ninth);
        table.Add(second);

        Assert.Same(ninth, table.Find(9));
        Assert.Same(second, table.Find(2));
        table.Remove(ninth);

        Assert.Null(table.Find(9));
        Assert.Equal([second], table.All);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void A_partition_that_nobody_added_is_not_found(int partition)
    {
        var table = new LaneTable<long>();
        using var lane = new Lane<long>(2, 10);
        table.Add(lane);

        Assert.Null(table.Find(partition));
    }

    [Fact]
    public void Raising_the_epoch_cancels_what_was_begun_and_goes_back_to_what_is_committed()
    {
        using var lane = new Lane<long>(0, 10);
        var begun = lane.SideTasks;
        lane.Waiting.Add(new OutcomeSlot<long> { NextOffset = 1 });
        lane.NextToRead = 7;

        lane.RaiseEpoch();

        Assert.True(begun.IsCancellationRequested);
        Assert.False(lane.SideTasks.IsCancellationRequested);
        Assert.Equal((1, 0, 0L), (lane.Epoch, lane.Waiting.Count, lane.NextToRead));
    }
}
