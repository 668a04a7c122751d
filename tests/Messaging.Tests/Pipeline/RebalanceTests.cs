using Confluent.Kafka;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Pipeline.Lanes;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class RebalanceTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_partition_that_is_taken_away_before_the_commit_writes_nothing(bool isLost)
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 3);
        pipeline.Cluster.Append(1, 2);
        pipeline.Handler.Refuse(0, 1);
        pipeline.Own(0, 1);
        pipeline.Turn();
        if (isLost) pipeline.Consumer.Lose(0);
        else pipeline.Consumer.Revoke(0);

        pipeline.ReadAndCommit();

        Assert.Empty(pipeline.Cluster.State(0));
        Assert.Null(pipeline.Cluster.GroupOffset(0));
        Assert.Empty(pipeline.Cluster.DeadLetters);
        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(1).Applied);
        Assert.DoesNotContain(0, pipeline.Store.Open.Keys);
    }

    [Fact]
    public void A_retry_that_ends_after_its_partition_went_and_came_back_is_dropped()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Handler.FailTimes(0, 0, 1);
        pipeline.Own(0);
        pipeline.Turn();
        pipeline.Consumer.MeanwhileDo(pipeline.AdvanceLong);
        pipeline.Consumer.Revoke(0);
        pipeline.Own(0);

        pipeline.Turn();
        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(4, pipeline.Handler.Attempts.Count(attempt => attempt.Offset == 0));
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 1, 2 })]
    public void What_stays_through_a_rebalance_is_sought_where_it_stands(int[] gone)
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 3);
        pipeline.Own(0, 1, 2);
        pipeline.ReadAndCommit();
        pipeline.Consumer.Calls.Clear();
        pipeline.Consumer.Revoke(gone);

        pipeline.Turn();
        pipeline.Turn();

        var stays = Enumerable.Range(0, 3).Except(gone);
        Assert.Equal(stays.Select(id => $"resume {id}@{(id == 0 ? 3 : 0)}"), pipeline.Consumer.Calls);
    }

    [Fact]
    public void What_is_held_back_stays_so_through_a_rebalance()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0, 1);
        pipeline.Turn();
        pipeline.Lane(0).Status = LaneStatus.Stopped;
        pipeline.Consumer.Calls.Clear();
        pipeline.Consumer.Assign();

        pipeline.Turn();

        Assert.Equal(["resume 1@0"], pipeline.Consumer.Calls);
    }

    [Fact]
    public void A_restore_that_ends_after_its_partition_went_is_dropped()
    {
        using var reading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Cluster.BeforeRestore = (_, _) =>
        {
            reading.Set();
            goOn.Wait(Bound, CancellationToken.None);
        };
        pipeline.Consumer.Assign(0);
        pipeline.Turn();
        Assert.True(reading.Wait(Bound));

        pipeline.Consumer.Revoke(0);
        pipeline.Turn();
        pipeline.Cluster.BeforeRestore = static (_, _) => { };
        goOn.Set();
        pipeline.Own(1);

        Assert.Equal([1], pipeline.Store.Open.Keys);
        Assert.Equal([1], pipeline.Worker.Lanes.Select(lane => lane.Partition));
        Assert.DoesNotContain(pipeline.Consumer.Calls, call => call.StartsWith("resume 0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_restore_of_an_earlier_stay_does_not_open_a_partition_that_came_back()
    {
        using var reading = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 4);
        pipeline.Cluster.BeforeRestore = (_, _) =>
        {
            reading.Release();
            goOn.Wait(Bound, CancellationToken.None);
        };
        pipeline.Consumer.Assign(0);
        pipeline.Turn();
        Assert.True(reading.Wait(Bound));
        pipeline.Consumer.Revoke(0);
        pipeline.Consumer.Assign(0);
        pipeline.Turn();

        goOn.Release();
        Assert.True(reading.Wait(Bound));
        pipeline.Turn(5);

        Assert.Equal(LaneStatus.Restoring, pipeline.Lane(0).Status);
        goOn.Release();
        pipeline.TurnUntil(() => pipeline.Lane(0).Status == LaneStatus.Running);
    }

    [Fact]
    public void Another_instance_goes_on_where_the_first_one_committed()
    {
        var cluster = new FakeCluster();
        cluster.Append(0, 5);
        using (var first = new APipeline(cluster: cluster))
        {
            first.Consumer.BatchSize = 2;
            first.Own(0);
            first.Turn();
            first.Advance(TimeSpan.FromMilliseconds(100));
            first.Turn();
        }

        using var second = new APipeline(cluster: cluster);
        second.Own(0);
        second.ReadAndCommit();

        Assert.Equal([0L, 1, 2, 3, 4], cluster.Ledger(0).Applied);
    }

    [Fact]
    public void Records_that_were_fetched_before_the_seek_are_dropped()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 3);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
        pipeline.Consumer.Stray(pipeline.Cluster.At(0, 1)!);

        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void A_fenced_member_ends_the_run()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0);
        pipeline.Consumer.Fatal = new GroupException("another process runs as host-1");

        Assert.Throws<GroupException>(() => pipeline.Worker.Run(static () => false, CancellationToken.None));
    }

    [Fact]
    public void A_partition_whose_records_are_gone_stops_alone_and_says_where()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 3);
        pipeline.Cluster.Append(1, 3);
        pipeline.Own(0, 1);
        pipeline.ReadAndCommit();
        pipeline.Consumer.Report(0, ErrorCode.Local_AutoOffsetReset, "out of range");
        pipeline.Cluster.Append(1, 1);

        pipeline.ReadAndCommit();

        Assert.Equal("orders[0] has no record at 3 any more: out of range", pipeline.Observer.Stops[0]);
        Assert.True(pipeline.Consumer.IsPaused(0));
        Assert.Equal(4, pipeline.Cluster.Ledger(1).NextOffset);
    }
}
