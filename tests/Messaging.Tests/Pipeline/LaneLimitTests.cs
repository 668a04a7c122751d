using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline.Lanes;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class LaneLimitTests
{
    [Fact]
    public void A_full_lane_pauses_its_own_partition_only_and_goes_on_at_the_first_record_it_refused()
    {
        using var pipeline = new APipeline(options => options with { LaneCapacity = 4 });
        pipeline.Cluster.Append(0, 8);
        pipeline.Cluster.Append(1, 8);
        pipeline.Handler.FailTimes(0, 1, 1);
        pipeline.Own(0, 1);
        pipeline.Turn();

        Assert.True(pipeline.Consumer.IsPaused(0));
        Assert.False(pipeline.Consumer.IsPaused(1));
        Assert.DoesNotContain(pipeline.Handler.Attempts, attempt => attempt is { Partition: 0, Offset: 5 });

        pipeline.AdvanceLong();
        pipeline.Turn();
        pipeline.ReadAndCommit();

        Assert.Contains("resume 0@5", pipeline.Consumer.Calls);
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6, 7], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(8, pipeline.Cluster.Ledger(1).NextOffset);
    }

    [Fact]
    public void An_end_behind_a_full_lane_loses_nothing_and_is_reached_later()
    {
        using var pipeline = new APipeline(options => options with { LaneCapacity = 3 });
        pipeline.Cluster.Append(0, 3);
        pipeline.Cluster.AppendMarker(0);
        pipeline.Handler.FailTimes(0, 0, 2);
        pipeline.Handler.FailTimes(0, 1, 1);
        pipeline.Own(0);

        pipeline.Turn();
        while (pipeline.Side.InFlight == 2)
        {
            pipeline.Advance(TimeSpan.FromSeconds(1));
            pipeline.Turn();
        }

        Assert.Empty(pipeline.Cluster.State(0));
        pipeline.AdvanceLong();
        pipeline.Turn();
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(4, pipeline.Cluster.Ledger(0).NextOffset);
    }

    [Fact]
    public void No_more_records_than_MaxInFlight_are_on_the_side()
    {
        using var pipeline = new APipeline(options => options with { MaxInFlight = 3 });
        pipeline.Cluster.Append(0, 10);
        pipeline.Cluster.Append(1, 10);
        for (var offset = 0; offset < 10; offset++)
        {
            pipeline.Handler.FailTimes(0, offset, 1);
            pipeline.Handler.FailTimes(1, offset, 1);
        }

        pipeline.Own(0, 1);
        for (var round = 0; round < 30; round++)
        {
            pipeline.Turn(2);
            Assert.InRange(pipeline.Side.InFlight, 0, 3);
            pipeline.AdvanceLong();
        }

        pipeline.ReadAndCommit();
        Assert.Equal(10, pipeline.Cluster.Ledger(0).Applied.Count);
        Assert.Equal(10, pipeline.Cluster.Ledger(1).Applied.Count);
    }

    [Fact]
    public void No_more_bytes_than_MaxInFlightBytes_are_on_the_side_but_for_one_record()
    {
        // Each record has two bytes: at three, a second one is taken, and no third.
        using var pipeline = new APipeline(options => options with { MaxInFlightBytes = 3 });
        pipeline.Cluster.Append(0, 9);
        for (var offset = 0; offset < 9; offset++) pipeline.Handler.FailTimes(0, offset, 1);
        pipeline.Own(0);
        pipeline.Turn();
        Assert.Equal((2, true), (pipeline.Side.InFlight, pipeline.Consumer.IsPaused(0)));

        pipeline.TurnUntil(() =>
        {
            Assert.InRange(pipeline.Side.InFlight, 0, 2);
            pipeline.AdvanceLong();
            return pipeline.Cluster.Ledger(0).Applied.Count == 9;
        });
    }

    [Fact]
    public void A_dependency_pauses_its_partition_and_the_record_is_read_again_without_an_attempt_lost()
    {
        var registry = new TaskCompletionSource();
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 3);
        pipeline.Cluster.Append(1, 1);
        pipeline.Handler.On(0, 1, _ => registry.Task.IsCompleted
            ? HandledRecord<long>.Success(1)
            : HandledRecord<long>.WaitFor(registry.Task));
        pipeline.Own(0, 1);
        pipeline.ReadAndCommit();

        Assert.Equal(LaneStatus.Holding, pipeline.Lane(0).Status);
        Assert.True(pipeline.Consumer.IsPaused(0));
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([0L], pipeline.Cluster.Ledger(1).Applied);
        pipeline.AdvanceLong();
        pipeline.Turn(3);
        Assert.Equal(LaneStatus.Holding, pipeline.Lane(0).Status);

        registry.SetResult();
        pipeline.Turn();
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
        Assert.All(pipeline.Handler.Attempts, attempt => Assert.Equal(1, attempt.Attempt));
    }

    [Fact]
    public void A_retry_that_meets_a_dependency_waits_for_it_and_loses_no_attempt()
    {
        var registry = new TaskCompletionSource();
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.On(0, 0, attempt => attempt == 1
            ? HandledRecord<long>.Failed(FakeHandler.Passing)
            : registry.Task.IsCompleted ? HandledRecord<long>.Success(0) : HandledRecord<long>.WaitFor(registry.Task));
        pipeline.Own(0);
        pipeline.Turn();
        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();
        Assert.Empty(pipeline.Cluster.State(0));

        registry.SetResult();
        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.ReadAndCommit();

        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
    }
}
