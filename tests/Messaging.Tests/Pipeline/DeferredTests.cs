using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class DeferredTests
{
    [Fact]
    public void Results_that_come_out_of_order_are_applied_in_the_order_of_the_offsets()
    {
        using var pipeline = APipelineThatDefers();
        pipeline.Cluster.Append(0, 3);
        pipeline.Own(0);
        pipeline.Turn();

        pipeline.Later!.Succeed(0, 2);
        pipeline.Later.Succeed(0, 1);
        pipeline.ReadAndCommit();
        Assert.Empty(pipeline.Cluster.State(0));

        pipeline.Later.Succeed(0, 0);
        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(3, pipeline.Cluster.GroupOffset(0));
    }

    [Fact]
    public void One_that_hangs_delays_its_own_partition_only()
    {
        using var pipeline = APipelineThatDefers();
        pipeline.Cluster.Append(0, 2);
        pipeline.Cluster.Append(1, 1);
        pipeline.Own(0, 1);
        pipeline.Turn();

        pipeline.Later!.Succeed(0, 1);
        pipeline.Later.Succeed(1, 0);
        pipeline.TurnUntil(() => pipeline.Side.InFlight == 1);
        pipeline.ReadAndCommit();

        Assert.Empty(pipeline.Cluster.State(0));
        Assert.Equal([0L], pipeline.Cluster.Ledger(1).Applied);
    }

    [Fact]
    public void A_handler_that_defers_only_some_records_goes_on_with_the_others_in_place()
    {
        using var pipeline = new APipeline(defers: true);
        pipeline.Cluster.Append(0, 3);
        pipeline.Handler.On(0, 1, static _ => HandledRecord<long>.Later());
        pipeline.Own(0);
        pipeline.Turn();

        Assert.Equal([(0, 1L, 1)], pipeline.Later!.Calls);
        pipeline.Later.Succeed(0, 1);
        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void No_more_calls_than_MaxInFlight_run_and_the_next_begins_as_soon_as_one_ends()
    {
        using var pipeline = APipelineThatDefers(options => options with { MaxInFlight = 3 });
        pipeline.Cluster.Append(0, 10);
        pipeline.Own(0);
        pipeline.Turn();

        for (var offset = 0; offset < 10; offset++)
        {
            Assert.Equal(Math.Min(3, 10 - offset), pipeline.Later!.Running);
            pipeline.Later.Succeed(0, offset);
        }

        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.ReadAndCommit();
        Assert.Equal(10, pipeline.Cluster.Ledger(0).Applied.Count);
    }

    [Fact]
    public void Far_more_records_than_may_wait_are_all_handled_once_though_the_partition_is_paused_between()
    {
        using var pipeline = APipelineThatDefers(options => options with { MaxInFlight = 2 });
        pipeline.Cluster.Append(0, 40_000);
        pipeline.Own(0);
        pipeline.Turn();
        Assert.True(pipeline.Consumer.IsPaused(0));

        pipeline.Later!.AtOnce = static (record, _) => HandledRecord<long>.Success(record.Offset);
        pipeline.Later.Succeed(0, 0);
        pipeline.Later.Succeed(0, 1);
        pipeline.TurnUntil(() => pipeline.Lane(0).AppliedTo == 40_000);
        pipeline.ReadAndCommit();

        Assert.Equal(40_000, pipeline.Cluster.Ledger(0).Applied.Count);
        Assert.Equal(40_000, pipeline.Later.Calls.Count);
    }

    [Fact]
    public void What_it_fails_with_or_throws_is_retried_as_any_other_failure()
    {
        // The clock moves by minutes, and the calls in it are not to be too long.
        using var pipeline = APipelineThatDefers(options => options with { HandlerTimeout = TimeSpan.FromDays(1) });
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Turn();

        pipeline.Later!.Fail(0, 0, FakeHandler.Passing);
        pipeline.AdvanceLong();
        pipeline.Later.Throw(0, 0, new TimeoutException("too slow"));
        pipeline.AdvanceLong();
        pipeline.Later.Fail(0, 0, FakeHandler.Lasting);
        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.ReadAndCommit();

        Assert.Equal([1, 2, 3], pipeline.Later.Calls.Select(call => call.Attempt));
        var attempts = Assert.Single(pipeline.Observer.DeadLetters).Attempts;
        Assert.Equal([null, "System.TimeoutException", null], attempts.Select(line => line.ExceptionType));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void It_is_called_as_often_as_there_are_attempts(int attempts)
    {
        using var pipeline = APipelineThatDefers(options => options with { Attempts = attempts });
        pipeline.Later!.AtOnce = static (_, _) => HandledRecord<long>.Failed(FakeHandler.Passing);
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Turn();

        pipeline.AdvanceLong();
        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.ReadAndCommit();

        Assert.Equal(attempts, pipeline.Later.Calls.Count);
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void A_call_that_outlasts_its_bound_is_cancelled_and_has_failed()
    {
        using var pipeline = APipelineThatDefers(
            options => options with { Attempts = 1, HandlerTimeout = TimeSpan.FromSeconds(7) });
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Turn();

        pipeline.Advance(TimeSpan.FromSeconds(7));
        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.ReadAndCommit();

        Assert.Equal([(0, 0L)], pipeline.Later!.Cancelled);
        var failure = Assert.Single(pipeline.Observer.DeadLetters).Failure;
        Assert.Equal((FailureKind.Processing, "System.TimeoutException"), (failure.Kind, failure.ExceptionType));
    }

    [Fact]
    public void A_call_of_an_aborted_transaction_is_cancelled_and_made_again_and_counts_once()
    {
        using var pipeline = APipelineThatDefers();
        pipeline.Handler.On(0, 0, static _ => HandledRecord<long>.Success(0));
        pipeline.Cluster.Append(0, 2);
        pipeline.Own(0);
        pipeline.Cluster.FailsBefore = call =>
        {
            if (call != "commit") return null;
            pipeline.Cluster.FailsBefore = static _ => null;
            return APipeline.Failure(TransactionFailure.Abort);
        };

        pipeline.ReadAndCommit();
        Assert.Equal([(0, 1L)], pipeline.Later!.Cancelled);

        pipeline.AdvanceLong();
        pipeline.TurnUntil(() => pipeline.Later.Running == 1);
        pipeline.Later.Succeed(0, 1);
        pipeline.TurnUntil(() => pipeline.Lane(0).AppliedTo == 2);
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([1, 1], pipeline.Later.Calls.Select(call => call.Attempt));
    }

    [Fact]
    public void A_call_whose_partition_went_and_came_back_is_cancelled_and_counts_once()
    {
        using var pipeline = APipelineThatDefers();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Turn();
        pipeline.Consumer.Revoke(0);
        pipeline.Own(0);
        pipeline.TurnUntil(() => pipeline.Later!.Calls.Count == 2);

        Assert.Equal([(0, 0L)], pipeline.Later!.Cancelled);
        pipeline.Later.Succeed(0, 0);
        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.ReadAndCommit();

        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void It_may_wait_for_a_dependency_and_loses_no_attempt()
    {
        var database = new TaskCompletionSource();
        using var pipeline = APipelineThatDefers();
        pipeline.Later!.AtOnce = (record, _) => database.Task.IsCompleted
            ? HandledRecord<long>.Success(record.Offset)
            : HandledRecord<long>.WaitFor(database.Task);
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Turn();
        Assert.Equal(1, pipeline.Side.InFlight);

        database.SetResult();
        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.ReadAndCommit();

        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
        Assert.All(pipeline.Later.Calls, call => Assert.Equal(1, call.Attempt));
    }

    private static APipeline APipelineThatDefers(Func<PipelineOptions, PipelineOptions>? configure = null)
    {
        var pipeline = new APipeline(configure, defers: true);
        pipeline.Handler.Defers = true;
        return pipeline;
    }
}
