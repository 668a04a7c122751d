using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Handling;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class RetryTests
{
    [Fact]
    public void A_record_is_tried_five_times_in_all_and_then_is_a_dead_letter()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.FailAlways(0, 0);
        pipeline.Own(0);
        pipeline.Turn();
        Assert.Equal([(0, 0L, 1)], pipeline.Handler.Attempts);

        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();

        Assert.Equal([1, 2, 3, 4, 5], pipeline.Handler.Attempts.Select(attempt => attempt.Attempt));
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).DeadLettered);
        Assert.Equal(
            ["retrying 0@0 2/5", "retrying 0@0 3/5", "retrying 0@0 4/5", "retrying 0@0 5/5"],
            pipeline.Observer.Heard.Where(line => line.StartsWith("retrying", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_record_that_passes_later_is_averaged_once_and_is_no_dead_letter(int failures)
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.FailTimes(0, 0, failures);
        pipeline.Own(0);
        pipeline.Turn();

        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();

        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
        Assert.Empty(pipeline.Cluster.DeadLetters);
        Assert.Equal(failures + 1, pipeline.Handler.Attempts.Count);
    }

    [Fact]
    public void A_failure_that_cannot_pass_is_not_retried()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.Refuse(0, 0);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Single(pipeline.Handler.Attempts);
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void A_retry_that_meets_a_failure_that_cannot_pass_ends_there()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.On(0, 0, attempt => HandledRecord<long>.Failed(
            attempt == 1 ? FakeHandler.Passing : FakeHandler.Lasting));
        pipeline.Own(0);
        pipeline.Turn();

        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();

        Assert.Equal(2, pipeline.Handler.Attempts.Count);
        Assert.Equal(FailureKind.Validation, Assert.Single(pipeline.Observer.DeadLetters).Failure.Kind);
    }

    [Fact]
    public void With_one_attempt_nothing_is_retried()
    {
        using var pipeline = new APipeline(options => options with { Attempts = 1 });
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.FailAlways(0, 0);
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        Assert.Equal([0L], pipeline.Cluster.Ledger(0).DeadLettered);
        Assert.Single(pipeline.Handler.Attempts);
    }

    [Fact]
    public void The_diary_has_a_line_for_every_attempt_with_its_time()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Handler.On(0, 0, attempt => attempt == 3
            ? throw new TimeoutException("too slow")
            : HandledRecord<long>.Failed(FakeHandler.Passing));
        pipeline.Own(0);
        var from = pipeline.Time.GetUtcNow();
        pipeline.Turn();

        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();

        var attempts = Assert.Single(pipeline.Observer.DeadLetters).Attempts;
        Assert.Equal([null, null, "System.TimeoutException", null, null], attempts.Select(line => line.ExceptionType));
        Assert.Equal(from, attempts[0].StartedAt);
        Assert.Equal(attempts.Select(line => line.StartedAt).Order(), attempts.Select(line => line.StartedAt));
        Assert.True(attempts[1].StartedAt > from);
    }

    [Fact]
    public void What_the_handler_throws_never_ends_the_pipeline()
    {
        using var pipeline = new APipeline(options => options with { Attempts = 1 });
        pipeline.Cluster.Append(0, 2);
        pipeline.Handler.On(0, 0, static _ => throw new InvalidOperationException("a bug"));
        pipeline.Own(0);

        pipeline.ReadAndCommit();

        var failed = Assert.Single(pipeline.Observer.DeadLetters);
        Assert.Equal("unexpected InvalidOperationException", failed.Failure.Reason);
        Assert.Equal("System.InvalidOperationException", failed.Failure.ExceptionType);
        Assert.Equal([1L], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void Records_behind_a_retried_one_are_handled_at_once_and_committed_with_it_in_order()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 4);
        pipeline.Cluster.Append(1, 2);
        pipeline.Handler.FailTimes(0, 1, 2);
        pipeline.Own(0, 1);

        pipeline.ReadAndCommit();

        Assert.Contains(pipeline.Handler.Attempts, attempt => attempt is { Partition: 0, Offset: 3 });
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(1, pipeline.Cluster.GroupOffset(0));
        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(1).Applied);

        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2, 3], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(4, pipeline.Cluster.GroupOffset(0));
    }
}
