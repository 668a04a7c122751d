using Messaging.Tests.Pipeline.Fakes;

namespace Messaging.Tests.Pipeline;

/// <summary>What becomes of records that the client passed over.</summary>
[Trait("Category", "Unit")]
public sealed class JumpTests
{
    [Fact]
    public void Records_that_the_client_jumped_over_are_read_after_all()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0);
        pipeline.Cluster.Append(0, 6);
        pipeline.Consumer.Jump(0, to: 4);

        pipeline.Turn(4);
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2, 3, 4, 5], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(6, pipeline.Cluster.Ledger(0).NextOffset);
    }

    [Fact]
    public void An_end_that_the_client_jumped_to_is_not_taken_for_reached()
    {
        using var pipeline = new APipeline();
        pipeline.Consumer.BatchSize = 2;
        pipeline.Cluster.Append(0, 6);
        pipeline.Own(0);
        pipeline.Turn();
        pipeline.Consumer.Jump(0, to: 6);
        pipeline.Turn();

        Assert.True(pipeline.Lane(0).NextToRead < 6);
        pipeline.Turn(8);
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2, 3, 4, 5], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void A_gap_that_is_there_is_believed_when_it_is_seen_twice()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Cluster.AppendMarker(0);
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);

        pipeline.Turn(4);
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 2], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void A_topic_full_of_gaps_is_not_doubted_for_ever()
    {
        using var pipeline = new APipeline();
        for (var record = 0; record < 100; record++)
        {
            pipeline.Cluster.Append(0, 1);
            pipeline.Cluster.AppendMarker(0);
        }

        pipeline.Own(0);

        pipeline.Turn(30);
        pipeline.ReadAndCommit();

        Assert.Equal(100, pipeline.Cluster.Ledger(0).Applied.Count);
        Assert.True(pipeline.Consumer.Calls.Count(call => call.StartsWith("pause", StringComparison.Ordinal)) < 20);
    }
}
