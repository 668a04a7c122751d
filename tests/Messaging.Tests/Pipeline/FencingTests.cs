using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Consuming;

namespace Messaging.Tests.Pipeline;

/// <summary>What an instance does whose id the group has given to another member.</summary>
[Trait("Category", "Unit")]
public sealed class FencingTests
{
    [Fact]
    public void Where_nobody_else_has_the_id_it_joins_again_and_counts_nothing_twice()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 3);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
        pipeline.Cluster.Append(0, 2);
        pipeline.Worker.Turn(); // applied and not committed
        pipeline.Consumer.Fatal = new FencedMemberException("Static consumer fenced");
        pipeline.Worker.Turn();

        Assert.Empty(pipeline.Worker.Lanes);
        pipeline.Identity.Answer.SetResult(null);
        pipeline.TurnUntil(() => pipeline.Consumer.Rejoins == 1);
        pipeline.Own(0);
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2, 3, 4], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(1, pipeline.Identity.Asked);
    }

    [Fact]
    public void While_it_asks_it_neither_polls_nor_commits()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0);
        pipeline.Consumer.Fatal = new FencedMemberException("Static consumer fenced");
        pipeline.Worker.Turn();
        pipeline.Cluster.Append(0, 3);
        pipeline.Consumer.Assign(0);

        pipeline.Turn(5);

        Assert.Empty(pipeline.Worker.Lanes);
        Assert.Equal(0, pipeline.Consumer.Rejoins);
    }

    [Fact]
    public void Where_another_process_has_the_id_the_run_ends_and_says_which()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0);
        pipeline.Consumer.Fatal = new FencedMemberException("Static consumer fenced");
        pipeline.Worker.Turn();
        pipeline.Identity.Answer.SetResult("aggregation-consumer-b-7 on /10.0.0.7");

        var failure = Assert.Throws<GroupException>(() => pipeline.Turn(5));

        Assert.Equal(
            "another process runs as host-1 (aggregation-consumer-b-7 on /10.0.0.7): give each instance its own "
            + "Consumer:InstanceId",
            failure.Message);
    }

    [Fact]
    public void A_stop_while_it_asks_ends_the_run()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0);
        pipeline.Consumer.Fatal = new FencedMemberException("Static consumer fenced");
        pipeline.Worker.Turn();
        var turns = 0;

        pipeline.Worker.Run(() => ++turns > 3, CancellationToken.None);

        Assert.True(pipeline.Consumer.IsClosed);
    }
}
