using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Pipeline.Commits;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class CommitTests
{
    [Fact]
    public void What_the_program_still_makes_is_waited_for_between_the_producers_start_and_the_group()
    {
        using var pipeline = new APipeline(starts: false);
        var seen = "";
        pipeline.BeforeJoining = () =>
        {
            seen = $"{string.Join(' ', pipeline.Cluster.Calls)}, joined {pipeline.Consumer.HasJoined}";
            throw new InvalidOperationException("the registry refuses");
        };

        var failure = Assert.Throws<InvalidOperationException>(pipeline.Worker.Start);

        Assert.Equal(
            ("init, joined False", "the registry refuses", false),
            (seen, failure.Message, pipeline.Consumer.HasJoined));
    }

    [Fact]
    public void A_transaction_writes_waits_sends_offsets_and_commits_in_this_order()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Handler.Refuse(0, 1);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal(
            [
                "init", "begin", "write orders.DLQ for 0@1 Whole", "write orders.averages[0]", "acknowledged",
                "offsets 0@2", "commit",
            ],
            pipeline.Cluster.Calls);
    }

    [Fact]
    public void Offsets_are_sent_for_every_partition_that_is_written_and_for_no_other()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 3);
        pipeline.Cluster.Append(2, 1);
        pipeline.Own(0, 1, 2);

        pipeline.ReadAndCommit();

        Assert.Contains("offsets 0@3 2@1", pipeline.Cluster.Calls);
        Assert.Equal(3, pipeline.Cluster.GroupOffset(0));
        Assert.Null(pipeline.Cluster.GroupOffset(1));
    }

    [Fact]
    public void Where_nothing_changed_no_transaction_is_begun()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal(["init"], pipeline.Cluster.Calls);
    }

    [Fact]
    public void What_is_applied_is_committed_when_the_run_is_told_to_stop()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Own(0);
        pipeline.Turn();
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        pipeline.Worker.Run(static () => false, stop.Token);

        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(0).Applied);
        Assert.True(pipeline.Consumer.IsClosed);
    }

    [Fact]
    public void The_end_of_a_partition_moves_the_position_over_markers()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Cluster.AppendMarker(0);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal(3, pipeline.Cluster.Ledger(0).NextOffset);
        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(3, pipeline.Lane(0).CommittedTo);
    }

    [Theory]
    [InlineData(0, false, 0, false)]
    [InlineData(9, false, 0, false)]
    [InlineData(10, false, 0, true)]
    [InlineData(99, true, 0, false)]
    [InlineData(100, true, 0, true)]
    [InlineData(0, true, 4_999, false)]
    [InlineData(0, true, 5_000, true)]
    public void A_commit_is_due_when_reading_pauses_or_the_interval_or_the_memory_is_full(
        int sinceLastMs, bool hasMore, int deadLetters, bool isDue)
    {
        var policy = new CommitPolicy(TimeSpan.FromMilliseconds(100));

        Assert.Equal(isDue, policy.IsDue(TimeSpan.FromMilliseconds(sinceLastMs), hasMore, deadLetters));
    }

    [Fact]
    public void Dead_letters_are_told_only_once_they_are_committed()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.Refuse(0, 0);
        pipeline.Own(0);
        pipeline.Turn();
        Assert.Empty(pipeline.Observer.DeadLetters);

        pipeline.ReadAndCommit();

        Assert.Equal(0, Assert.Single(pipeline.Observer.DeadLetters).Record.Offset);
    }
}
