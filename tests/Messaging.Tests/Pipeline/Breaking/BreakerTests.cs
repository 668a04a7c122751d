using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Pipeline.Breaking;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Pipeline.Breaking;

/// <summary>What stops a partition, and that nothing of the crossing is written.</summary>
[Trait("Category", "Unit")]
public sealed class BreakerTests
{
    [Fact]
    public void The_dead_letter_that_reaches_the_limit_stops_its_partition_and_drops_its_overlay()
    {
        using var pipeline = AStorm(consecutive: 3);
        pipeline.Cluster.Append(0, 6);
        pipeline.Cluster.Append(1, 2);
        Refuse(pipeline, 0, 1, 2, 3, 4, 5);
        pipeline.Own(0, 1);

        pipeline.ReadAndCommit();

        Assert.Empty(pipeline.Cluster.DeadLetters);
        Assert.Equal(0, pipeline.Cluster.Ledger(0).NextOffset);
        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(1).Applied);
        Assert.Equal(LaneStatus.Tripped, pipeline.Lane(0).Status);
        Assert.True(pipeline.Consumer.IsPaused(0));
        Assert.Equal(
            "3 dead letters in a row, the last one at offset 3: never passes", pipeline.Lane(0).StoppedBecause);
    }

    [Fact]
    public void One_dead_letter_less_stops_nothing()
    {
        using var pipeline = AStorm(consecutive: 3);
        pipeline.Cluster.Append(0, 6);
        Refuse(pipeline, 0, 0, 1, 3, 4);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal(6, pipeline.Cluster.Ledger(0).NextOffset);
        Assert.Equal([0L, 1, 3, 4], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void The_trip_is_written_as_a_ledger_alone_at_the_offset_where_it_was()
    {
        using var pipeline = AStorm(consecutive: 2);
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
        pipeline.Cluster.Append(0, 2);
        Refuse(pipeline, 0, 1, 2);
        pipeline.Cluster.Calls.Clear();

        pipeline.ReadAndCommit();

        Assert.Equal(
            ["begin", "write orders.averages[0]", "acknowledged", "offsets 0@1", "commit"], pipeline.Cluster.Calls);
        var ledger = pipeline.Cluster.Ledger(0);
        Assert.Equal((1, 0), (ledger.NextOffset, ledger.Breaker.Consecutive));
        Assert.Equal(pipeline.Lane(0).StoppedBecause, ledger.Breaker.Reason);
        Assert.NotNull(ledger.Breaker.TrippedAt);
    }

    [Fact]
    public void What_was_committed_before_counts_after_a_restart()
    {
        var cluster = new FakeCluster();
        using (var first = AStorm(consecutive: 3, cluster: cluster))
        {
            cluster.Append(0, 2);
            Refuse(first, 0, 0, 1);
            first.Own(0);
            first.ReadAndCommit();
        }

        Assert.Equal(2, cluster.Ledger(0).Breaker.Consecutive);
        cluster.Append(0, 1);
        using var second = AStorm(consecutive: 3, cluster: cluster);
        Refuse(second, 0, 2);
        second.Own(0);
        second.ReadAndCommit();

        Assert.Equal(LaneStatus.Tripped, second.Lane(0).Status);
        Assert.Equal([0L, 1], cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void An_abort_takes_the_counter_back_with_the_overlay()
    {
        using var pipeline = AStorm(consecutive: 3);
        pipeline.Cluster.Append(0, 2);
        Refuse(pipeline, 0, 0, 1);
        pipeline.Own(0);
        FailOnce(pipeline, "commit", TransactionFailure.Abort);
        pipeline.ReadAndCommit();

        pipeline.AdvanceLong();
        pipeline.Turn();
        pipeline.ReadAndCommit();

        Assert.Equal(LaneStatus.Running, pipeline.Lane(0).Status);
        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_trip_whose_transaction_fails_is_written_by_the_next_one(bool isProducerGone)
    {
        using var pipeline = AStorm(consecutive: 1);
        pipeline.Cluster.Append(0, 1);
        Refuse(pipeline, 0, 0);
        pipeline.Own(0);
        FailOnce(pipeline, "commit", isProducerGone ? TransactionFailure.Replace : TransactionFailure.Abort);
        pipeline.ReadAndCommit();
        Assert.Empty(pipeline.Cluster.State(0));

        pipeline.AdvanceLong();
        pipeline.TurnUntil(() =>
        {
            pipeline.Advance(TimeSpan.FromSeconds(1));
            return pipeline.Cluster.State(0).Count > 0;
        });

        Assert.True(pipeline.Cluster.Ledger(0).Breaker.IsTripped);
        Assert.Empty(pipeline.Cluster.DeadLetters);
    }

    [Fact]
    public void A_tripped_partition_stays_tripped_over_restarts_even_where_the_limit_is_off()
    {
        var cluster = new FakeCluster();
        cluster.Append(0, 2);
        using (var first = AStorm(consecutive: 2, cluster: cluster))
        {
            Refuse(first, 0, 0, 1);
            first.Own(0);
            first.ReadAndCommit();
        }

        using var second = new APipeline(cluster: cluster);
        second.Own(0);
        second.ReadAndCommit();

        Assert.Equal(LaneStatus.Tripped, second.Lane(0).Status);
        Assert.Contains("tripped 0: " + cluster.Ledger(0).Breaker.Reason, second.Observer.Heard);
        Assert.Equal(0, cluster.Ledger(0).NextOffset);
    }

    [Fact]
    public void Outcomes_that_waited_behind_a_retry_are_judged_in_the_order_of_their_offsets()
    {
        using var pipeline = AStorm(consecutive: 3);
        pipeline.Cluster.Append(0, 6);
        pipeline.Handler.FailTimes(0, 0, 1);
        Refuse(pipeline, 0, 1, 2, 4, 5);
        pipeline.Own(0);
        pipeline.ReadAndCommit();

        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();

        Assert.Equal(LaneStatus.Running, pipeline.Lane(0).Status);
        Assert.Equal([0L, 3], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void A_retry_that_is_exhausted_crosses_the_limit_and_what_waited_behind_it_is_dropped()
    {
        using var pipeline = AStorm(consecutive: 1);
        pipeline.Cluster.Append(0, 3);
        pipeline.Handler.FailAlways(0, 1);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
        Assert.Equal(1, pipeline.Cluster.Ledger(0).NextOffset);

        pipeline.TurnUntil(() =>
        {
            pipeline.AdvanceLong();
            return pipeline.Lane(0).Status == LaneStatus.Tripped;
        });

        Assert.Equal((0, 1L), (pipeline.Lane(0).Waiting.Count, pipeline.Lane(0).NextToRead));
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void A_share_of_dead_letters_among_the_last_records_stops_the_partition()
    {
        using var pipeline = AStorm(ratio: 0.5, window: 4);
        pipeline.Cluster.Append(0, 9);
        Refuse(pipeline, 0, 0, 4, 8, 7);
        pipeline.Own(0);
        pipeline.Consumer.BatchSize = 8;

        pipeline.ReadAndCommit();

        Assert.Equal(
            "2 dead letters among the last 4 records, the last one at offset 7: never passes",
            pipeline.Lane(0).StoppedBecause);
    }

    [Fact]
    public void The_last_outcomes_are_known_after_a_restart()
    {
        var cluster = new FakeCluster();
        cluster.Append(0, 3);
        using (var first = AStorm(ratio: 0.5, window: 4, cluster: cluster))
        {
            Refuse(first, 0, 1);
            first.Own(0);
            first.ReadAndCommit();
        }

        cluster.Append(0, 2);
        using var second = AStorm(ratio: 0.5, window: 4, cluster: cluster);
        Refuse(second, 0, 4);
        second.Own(0);
        second.ReadAndCommit();

        Assert.Equal(LaneStatus.Tripped, second.Lane(0).Status);
        Assert.Equal([1L], cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void A_lost_partition_is_tripped_wherever_it_goes()
    {
        using var pipeline = AStorm(consecutive: 1);
        pipeline.Cluster.Append(0, 1);
        Refuse(pipeline, 0, 0);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
        pipeline.Consumer.Lose(0);

        pipeline.Own(0);

        Assert.Equal(LaneStatus.Tripped, pipeline.Lane(0).Status);
        Assert.Equal(2, pipeline.Observer.Heard.Count(line => line.StartsWith("tripped 0", StringComparison.Ordinal)));
    }

    internal static APipeline AStorm(
        int consecutive = 0, double ratio = 0, int window = 10, FakeCluster? cluster = null) =>
        new(
            options => options with
            {
                Breaker = new BreakerLimits { Consecutive = consecutive, Ratio = ratio, Window = window },
            },
            cluster);

    internal static void Refuse(APipeline pipeline, int partition, params long[] offsets)
    {
        foreach (var offset in offsets) pipeline.Handler.Refuse(partition, offset);
    }

    private static void FailOnce(APipeline pipeline, string call, TransactionFailure failure)
    {
        pipeline.Cluster.FailsBefore = name =>
        {
            if (name != call) return null;
            pipeline.Cluster.FailsBefore = static _ => null;
            return APipeline.Failure(failure);
        };
    }
}
