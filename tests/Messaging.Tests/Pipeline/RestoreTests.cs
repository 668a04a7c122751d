using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.State;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class RestoreTests
{
    [Fact]
    public void A_partition_that_cannot_be_restored_now_is_asked_for_again_after_a_pause()
    {
        var reads = 0;
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Cluster.BeforeRestore = (_, _) =>
        {
            if (Interlocked.Increment(ref reads) < 3) throw new StateUnavailableException("nobody answers");
        };
        pipeline.Consumer.Assign(0);
        pipeline.TurnUntil(() =>
            pipeline.Observer.Heard.Contains("delayed orders[0] is restored again: nobody answers"));
        pipeline.Turn(50);
        Assert.Equal(1, Volatile.Read(ref reads));

        pipeline.TurnUntil(() =>
        {
            pipeline.AdvanceLong();
            return pipeline.Lane(0).Status == LaneStatus.Running;
        });

        pipeline.ReadAndCommit();
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void A_partition_whose_log_lacks_what_the_ledger_needs_stops_and_the_others_go_on()
    {
        var cluster = new FakeCluster();
        cluster.Append(0, 2);
        cluster.Append(1, 2);
        using (var first = new APipeline(cluster: cluster))
        {
            first.Own(0, 1);
            first.ReadAndCommit();
        }

        cluster.Append(0, 6);
        cluster.Append(1, 1);
        cluster.FirstOffsets[0] = 5;
        using var pipeline = new APipeline(cluster: cluster);
        pipeline.Own(0, 1);
        pipeline.ReadAndCommit();

        Assert.Equal(
            "orders[0] begins at 5, its ledger at 2: 3 records were deleted before they were read; " +
            "run rebuild --from-available to count what is left",
            pipeline.Observer.Stops[0]);
        Assert.Equal(3, cluster.Ledger(1).NextOffset);
    }

    [Fact]
    public void A_partition_without_a_ledger_begins_at_its_first_record()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 5);
        pipeline.Cluster.FirstOffsets[0] = 3;
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal([3L, 4], pipeline.Cluster.Ledger(0).Applied);
        Assert.Contains("restored 0@3", pipeline.Observer.Heard);
    }

    [Fact]
    public void Other_partitions_are_committed_while_one_is_restored()
    {
        using var goOn = new ManualResetEventSlim();
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Cluster.BeforeRestore = (_, _) => goOn.Wait(TimeSpan.FromSeconds(20), CancellationToken.None);
        pipeline.Consumer.Assign(1);

        pipeline.ReadAndCommit();

        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(LaneStatus.Restoring, pipeline.Lane(1).Status);
        goOn.Set();
    }
}
