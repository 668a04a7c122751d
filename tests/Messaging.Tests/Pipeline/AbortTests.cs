using Confluent.Kafka;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Pipeline;

[Trait("Category", "Unit")]
public sealed class AbortTests
{
    [Theory]
    [InlineData("begin")]
    [InlineData("write orders.averages[0]")]
    [InlineData("acknowledged")]
    [InlineData("offsets 0@3")]
    [InlineData("commit")]
    public void An_abort_drops_the_overlay_exactly_and_reads_again_from_the_ledger(string call)
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Own(0);
        pipeline.ReadAndCommit();
        pipeline.Cluster.Append(0, 1);
        FailOnce(pipeline, call, TransactionFailure.Abort);

        pipeline.ReadAndCommit();

        Assert.Equal("abort", pipeline.Cluster.Calls[^1]);
        Assert.Empty(pipeline.Store.Open[0].Overlay);
        Assert.Equal(2, pipeline.Lane(0).NextToRead);
        Assert.True(pipeline.Consumer.IsPaused(0));
        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(0).Applied);

        pipeline.AdvanceLong();
        pipeline.Turn();
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
        Assert.Contains("resume 0@2", pipeline.Consumer.Calls);
        Assert.Equal(1, pipeline.Cluster.Calls.Count(name => name == "init"));
    }

    [Fact]
    public void A_retry_of_an_aborted_transaction_is_dropped_and_made_again()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 2);
        pipeline.Handler.FailTimes(0, 1, 1);
        pipeline.Own(0);
        FailOnce(pipeline, "commit", TransactionFailure.Abort);
        pipeline.ReadAndCommit();

        pipeline.TurnUntil(() => pipeline.Side.InFlight == 0);
        pipeline.AdvanceLong();
        pipeline.Turn(3);
        pipeline.AdvanceLong();
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 1], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal(2, pipeline.Cluster.Ledger(0).NextOffset);
    }

    [Fact]
    public void Pauses_between_aborts_grow_so_that_a_lasting_fault_does_not_spin()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Cluster.FailsBefore = static call => call == "commit"
            ? APipeline.Failure(TransactionFailure.Abort)
            : null;
        var pauses = new List<double>();
        for (var abort = 0; abort < 9; abort++)
        {
            pipeline.AdvanceLong();
            pipeline.Turn();
            pauses.Add(pipeline.Transactions.Backoff.TotalMilliseconds);
        }

        Assert.Equal([50, 100, 200, 400, 800, 1600, 3200, 5000, 5000], pauses);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_an_unknown_outcome_the_state_is_read_anew_and_nothing_is_sent_blindly(bool tookEffect)
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 3);
        pipeline.Handler.Refuse(0, 1);
        pipeline.Own(0);
        if (tookEffect) pipeline.Cluster.FailsAfterCommit = () => Once(pipeline);
        else FailOnce(pipeline, "commit", TransactionFailure.Replace);

        pipeline.ReadAndCommit();

        Assert.Equal("dispose", pipeline.Cluster.Calls[^1]);
        Assert.Equal(LaneStatus.Restoring, pipeline.Lane(0).Status);

        pipeline.AdvanceLong();
        pipeline.TurnUntil(() => pipeline.Lane(0).Status == LaneStatus.Running);
        pipeline.ReadAndCommit();

        Assert.Equal([0L, 2], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal((0, 1L), Assert.Single(pipeline.Cluster.DeadLetters).Origin);
        Assert.Equal(2, pipeline.Cluster.Calls.Count(name => name == "init"));
        Assert.Contains(tookEffect ? "resume 0@3" : "resume 0@0", pipeline.Consumer.Calls);
    }

    [Fact]
    public void An_abort_that_fails_itself_replaces_the_producer()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Cluster.FailsBefore = static call => call switch
        {
            "commit" => APipeline.Failure(TransactionFailure.Abort),
            "abort" => APipeline.Failure(TransactionFailure.Replace),
            _ => null,
        };
        pipeline.ReadAndCommit();
        pipeline.Cluster.FailsBefore = static _ => null;

        pipeline.AdvanceLong();
        pipeline.TurnUntil(() => pipeline.Lane(0).Status == LaneStatus.Running);
        pipeline.ReadAndCommit();

        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void A_fenced_producer_waits_for_the_groups_word_before_the_next_one()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        FailOnce(pipeline, "offsets 0@1", TransactionFailure.Fenced);
        pipeline.ReadAndCommit();

        pipeline.Advance(TimeSpan.FromSeconds(2));
        pipeline.Turn(3);
        Assert.Equal(1, pipeline.Cluster.Calls.Count(name => name == "init"));

        pipeline.Advance(TimeSpan.FromSeconds(1));
        pipeline.TurnUntil(() => pipeline.Lane(0).Status == LaneStatus.Running);
        pipeline.ReadAndCommit();
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void A_fenced_producer_that_lost_its_partitions_is_not_replaced_until_some_come_back()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        FailOnce(pipeline, "offsets 0@1", TransactionFailure.Fenced);
        pipeline.ReadAndCommit();
        pipeline.Consumer.Lose(0);

        pipeline.AdvanceLong();
        pipeline.Turn(3);
        Assert.Equal(1, pipeline.Cluster.Calls.Count(name => name == "init"));

        pipeline.Own(0);
        pipeline.ReadAndCommit();
        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void Partitions_that_come_while_there_is_no_producer_are_restored_once_there_is_one()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Cluster.Append(1, 1);
        pipeline.Own(0);
        FailOnce(pipeline, "commit", TransactionFailure.Replace);
        pipeline.ReadAndCommit();
        pipeline.Consumer.Assign(1);
        pipeline.Turn(3);
        Assert.Equal(LaneStatus.Restoring, pipeline.Lane(1).Status);

        pipeline.AdvanceLong();
        pipeline.TurnUntil(() => pipeline.Worker.Lanes.All(lane => lane.Status == LaneStatus.Running));
        pipeline.ReadAndCommit();

        Assert.Equal([0L], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([0L], pipeline.Cluster.Ledger(1).Applied);
    }

    [Fact]
    public void A_client_that_hung_is_replaced_and_the_third_in_a_row_ends_the_run()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Cluster.FailsBefore = static call => call == "commit"
            ? APipeline.Failure(TransactionFailure.Hung)
            : null;
        var end = Assert.Throws<TransactionException>(() => pipeline.TurnUntil(() =>
        {
            pipeline.AdvanceLong();
            return false;
        }));

        Assert.Equal(TransactionFailure.Hung, end.Failure);
        Assert.Equal(3, pipeline.Cluster.Calls.Count(static call => call == "commit"));
        Assert.Equal(3, pipeline.Cluster.Calls.Count(static call => call == "dispose"));
    }

    [Fact]
    public void A_commit_between_two_clients_that_hung_starts_the_count_anew()
    {
        using var pipeline = new APipeline();
        pipeline.Own(0);
        for (var hung = 0; hung < 5; hung++)
        {
            pipeline.Cluster.Append(0, 1);
            FailOnce(pipeline, "commit", TransactionFailure.Hung);
            pipeline.ReadAndCommit();
            pipeline.AdvanceLong();
            pipeline.TurnUntil(() => pipeline.Lane(0).Status == LaneStatus.Running);
            pipeline.ReadAndCommit();
        }

        Assert.Equal([0L, 1, 2, 3, 4], pipeline.Cluster.Ledger(0).Applied);
    }

    [Fact]
    public void What_no_other_producer_would_do_better_is_aborted_and_ends_the_run()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        FailOnce(pipeline, "offsets 0@1", TransactionFailure.Hopeless);

        Assert.Throws<TransactionException>(pipeline.ReadAndCommit);

        Assert.Equal(["abort", "dispose"], pipeline.Cluster.Calls[^2..]);
    }

    [Fact]
    public void A_state_topic_that_is_refused_for_good_ends_the_run_with_the_cause()
    {
        using var pipeline = new APipeline();
        pipeline.Cluster.Append(0, 1);
        pipeline.Own(0);
        pipeline.Cluster.Refuses = static record => ErrorClasses.Refused(
            record.AsWritten, new Error(ErrorCode.TopicAuthorizationFailed, "Topic authorization failed"));
        TransactionException? end = null;
        for (var abort = 1; end is null; abort++)
        {
            Assert.True(abort <= 8, "it goes on for ever");
            end = Record.Exception(() =>
            {
                pipeline.AdvanceLong();
                pipeline.Turn();
            }) as TransactionException;
        }

        Assert.Equal(TransactionFailure.Hopeless, end.Failure);
        Assert.Equal("the state cannot be written: orders.averages: Topic authorization failed", end.Message);
        Assert.Empty(pipeline.Observer.Stops);
    }

    [Fact]
    public void A_right_that_stays_denied_ends_the_run_and_says_which()
    {
        using var pipeline = new APipeline();
        pipeline.Consumer.Report(-1, ErrorCode.GroupAuthorizationFailed, "group orders: no");
        pipeline.Turn();
        pipeline.Advance(Denials.Patience);

        var failure = Assert.Throws<ProgramException>(() => pipeline.Turn());

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.Equal("the Kafka cluster denies a right: group orders: no", failure.Message);
    }

    [Fact]
    public void A_right_that_came_in_time_is_forgotten()
    {
        using var pipeline = new APipeline();
        pipeline.Consumer.Report(-1, ErrorCode.GroupAuthorizationFailed, "group orders: no");
        pipeline.Turn();
        pipeline.Own(0);

        pipeline.Advance(Denials.Patience);
        pipeline.Turn();
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

    private static TransactionException Once(APipeline pipeline)
    {
        pipeline.Cluster.FailsAfterCommit = static () => null;
        return APipeline.Failure(TransactionFailure.Replace);
    }
}
