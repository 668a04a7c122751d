using Messaging.Tests.Pipeline.Fakes;

namespace Messaging.Tests.Pipeline;

/// <summary>How long the pipeline lets a poll wait for the first record.</summary>
[Trait("Category", "Unit")]
public sealed class PollTimeTests
{
    private const int Idle = 50;
    private const int Usual = 5;
    private const int BesideCommit = 1;

    [Fact]
    public void Long_where_nothing_happens()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0, 1);

        Assert.Equal(Idle, TimeOfNextPoll(pipeline));
    }

    [Fact]
    public void Short_as_long_as_nothing_is_assigned()
    {
        using var pipeline = new APipeline();

        Assert.Equal(Usual, TimeOfNextPoll(pipeline));
    }

    [Fact]
    public void Short_while_a_partition_waits_for_its_state()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0);
        using var restore = new ManualResetEventSlim();
        pipeline.Cluster.BeforeRestore = (_, token) => restore.Wait(TimeSpan.FromSeconds(20), token);
        pipeline.Consumer.Assign(1);
        pipeline.Turn();

        Assert.Equal(Usual, TimeOfNextPoll(pipeline));
        restore.Set();
    }

    [Fact]
    public void Short_while_a_retry_is_to_come()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.FailAlways(0, 0);
        pipeline.Own(0);
        pipeline.Turn();

        Assert.Equal(Usual, TimeOfNextPoll(pipeline));
    }

    [Fact]
    public void Short_while_something_is_to_be_committed()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Turn();

        Assert.Equal((Usual, 0L), (TimeOfNextPoll(pipeline), pipeline.Lane(0).CommittedTo));
    }

    [Fact]
    public void Shortest_while_a_commit_runs()
    {
        using var calls = new HeldCommitCalls();
        using var pipeline = new APipeline(calls: calls);
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
        Assert.True(pipeline.Transactions.IsCommitting);

        Assert.Equal(BesideCommit, TimeOfNextPoll(pipeline));
    }

    private static int TimeOfNextPoll(APipeline pipeline)
    {
        pipeline.Turn();
        return pipeline.Consumer.LastTimeoutMs;
    }
}
