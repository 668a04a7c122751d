using Confluent.Kafka;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Pipeline.Breaking;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Pipeline;

/// <summary>What happens while the calls of a commit run.</summary>
[Trait("Category", "Unit")]
public sealed class CommitsBesideTests : IDisposable
{
    private readonly HeldCommitCalls _calls = new();

    [Fact]
    public void What_is_read_meanwhile_waits_and_belongs_to_the_next_commit()
    {
        using var pipeline = Committing(3);
        pipeline.Cluster.Append(0, 2);

        pipeline.Turn();

        Assert.Equal((3L, 5L, 2), (Lane(pipeline).AppliedTo, Lane(pipeline).NextToRead, Lane(pipeline).Waiting.Count));
        _calls.End();
        pipeline.Turn();
        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal((5L, 3L), (Lane(pipeline).AppliedTo, Lane(pipeline).CommittedTo));
        CommitAgain(pipeline);
        Assert.Equal([0L, 1, 2, 3, 4], pipeline.Cluster.Ledger(0).Applied);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_a_failure_everything_is_read_again_and_counts_once(bool isOfTheProducer)
    {
        var failure = isOfTheProducer ? TransactionFailure.Replace : TransactionFailure.Abort;
        using var pipeline = Committing(3);
        pipeline.Cluster.Append(0, 2);
        pipeline.Turn();
        pipeline.Cluster.FailsBefore = call =>
        {
            if (call != "commit") return null;
            pipeline.Cluster.FailsBefore = static _ => null;
            return APipeline.Failure(failure);
        };

        _calls.End();
        pipeline.TurnUntil(() =>
        {
            pipeline.AdvanceLong();
            if (pipeline.Transactions is { IsCommitting: true, HasCommitEnded: false }) _calls.End();
            return Lane(pipeline).CommittedTo == 5;
        });

        Assert.Equal([0L, 1, 2, 3, 4], pipeline.Cluster.Ledger(0).Applied);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_partition_is_given_up_only_once_the_commit_has_ended_that_runs_with_it(bool isLost)
    {
        using var pipeline = Committing(3);
        pipeline.Cluster.Append(0, 2);
        if (isLost) pipeline.Consumer.Lose(0);
        else pipeline.Consumer.Revoke(0);

        pipeline.Turn();

        Assert.False(pipeline.Transactions.IsCommitting);
        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
        Assert.Empty(pipeline.Worker.Lanes);
        pipeline.Advance(TimeSpan.FromSeconds(1));
        pipeline.Turn(2);
        Assert.Equal(3, pipeline.Cluster.GroupOffset(0));
    }

    [Fact]
    public void A_commit_that_fails_as_a_partition_goes_is_dealt_with_behind_the_poll()
    {
        using var pipeline = Committing(3, partitions: 2);
        pipeline.Cluster.FailsBefore = static call =>
            call == "commit" ? APipeline.Failure(TransactionFailure.Abort) : null;
        pipeline.Consumer.Revoke(0);
        var aborts = () => pipeline.Cluster.Calls.Count(static call => call == "abort");
        pipeline.Consumer.MeanwhileDo(() => Assert.Equal(0, aborts()));

        pipeline.Turn();

        Assert.Equal(1, aborts());
        Assert.Equal(1, Assert.Single(pipeline.Worker.Lanes).Partition);
        pipeline.Cluster.FailsBefore = static _ => null;
        pipeline.TurnUntil(() =>
        {
            pipeline.AdvanceLong();
            if (pipeline.Transactions is { IsCommitting: true, HasCommitEnded: false }) _calls.End();
            return pipeline.Lane(1).CommittedTo == 3;
        });
        Assert.Empty(pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(1).Applied);
    }

    [Fact]
    public void A_partition_that_is_restored_while_a_commit_fails_goes_on_all_the_same()
    {
        using var gate = new ManualResetEventSlim();
        using var pipeline = Committing(0);
        pipeline.Cluster.BeforeRestore = (partition, _) =>
        {
            if (partition == 1) gate.Wait(TestContext.Current.CancellationToken);
        };
        pipeline.Consumer.Assign(1);
        pipeline.Turn();
        pipeline.Cluster.Append(0, 3);
        pipeline.ReadAndCommit();
        Assert.Equal(LaneStatus.Restoring, pipeline.Lane(1).Status);
        pipeline.Cluster.FailsBefore = static call =>
            call == "commit" ? APipeline.Failure(TransactionFailure.Abort) : null;
        pipeline.Consumer.Revoke(0);
        pipeline.Turn();

        pipeline.Cluster.FailsBefore = static _ => null;
        pipeline.Cluster.Append(1, 2);
        gate.Set();

        pipeline.TurnUntil(() =>
        {
            pipeline.AdvanceLong();
            if (pipeline.Transactions is { IsCommitting: true, HasCommitEnded: false }) _calls.End();
            return pipeline.Cluster.Ledger(1).Applied.Count == 2;
        });
    }

    [Fact]
    public void No_more_is_read_ahead_than_is_allowed()
    {
        using var pipeline = Committing(3, ahead: 4);
        pipeline.Consumer.BatchSize = 3;
        pipeline.Cluster.Append(0, 20);

        pipeline.Turn(5);

        Assert.Equal(6, Lane(pipeline).Waiting.Count);
        Assert.False(pipeline.Consumer.IsPaused(0));
    }

    [Fact]
    public void A_dead_letter_that_comes_meanwhile_is_written_by_the_next_commit()
    {
        using var pipeline = Committing(3);
        pipeline.Handler.Refuse(0, 3);
        pipeline.Cluster.Append(0);
        pipeline.Turn();

        _calls.End();
        pipeline.Turn();
        Assert.Empty(pipeline.Cluster.DeadLetters);
        CommitAgain(pipeline);

        Assert.Equal(3, Assert.Single(pipeline.Cluster.DeadLetters).Origin!.Value.Offset);
        Assert.Equal([3L], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void A_duplicate_of_what_waits_is_found()
    {
        using var pipeline = Committing(3, window: 10);
        pipeline.Identities.Otherwise = static (_, offset) => offset < 3 ? (UInt128)(offset + 1) : 77;
        pipeline.Cluster.Append(0, 2);
        pipeline.Turn();

        _calls.End();
        pipeline.Turn();
        CommitAgain(pipeline);

        Assert.Equal([0L, 1, 2, 3], pipeline.Cluster.Ledger(0).Applied);
        Assert.Equal([4L], pipeline.Cluster.Ledger(0).DeadLettered);
    }

    [Fact]
    public void A_breaker_that_what_waited_trips_drops_it_and_keeps_the_commit()
    {
        using var pipeline = Committing(3, breaker: 2);
        for (var offset = 3; offset < 6; offset++) pipeline.Handler.Refuse(0, offset);
        pipeline.Cluster.Append(0, 3);
        pipeline.Turn();

        _calls.End();
        pipeline.Turn();

        Assert.Equal((LaneStatus.Tripped, 3L), (Lane(pipeline).Status, Lane(pipeline).CommittedTo));
        Assert.True(pipeline.Consumer.IsPaused(0));
        Assert.Equal([0L, 1, 2], pipeline.Cluster.Ledger(0).Applied);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_partition_that_is_restored_opens_between_two_commits_however_close_they_are(bool endsWithinAPoll)
    {
        using var pipeline = Committing(3, interval: TimeSpan.Zero);
        pipeline.Consumer.Assign(1);
        pipeline.Cluster.Append(1, 2);

        pipeline.TurnUntil(() =>
        {
            pipeline.Cluster.Append(0);
            if (endsWithinAPoll) pipeline.Consumer.MeanwhileDo(EndWhatRuns);
            else EndWhatRuns();
            return pipeline.Cluster.Ledger(1).Applied.Count == 2;
        });

        void EndWhatRuns()
        {
            if (pipeline.Transactions is { IsCommitting: true, HasCommitEnded: false }) _calls.End();
        }
    }

    [Fact]
    public void A_partition_whose_records_are_gone_stops_with_what_the_commit_made_of_it()
    {
        using var pipeline = Committing(3);
        pipeline.Consumer.Report(0, ErrorCode.OffsetOutOfRange, "on purpose");

        pipeline.Turn();

        Assert.Equal((LaneStatus.Stopped, 3L), (Lane(pipeline).Status, Lane(pipeline).CommittedTo));
        Assert.Equal(3, pipeline.Cluster.GroupOffset(0));
    }

    [Fact]
    public void The_end_of_the_run_waits_for_the_commit_and_commits_what_came_meanwhile()
    {
        using var pipeline = Committing(3);
        pipeline.Cluster.Append(0, 2);
        pipeline.Turn();

        pipeline.Worker.Run(static () => true, CancellationToken.None);

        Assert.Equal([0L, 1, 2, 3, 4], pipeline.Cluster.Ledger(0).Applied);
    }

    public void Dispose() => _calls.Dispose();

    /// <summary>A pipeline that has so many records of each partition in a commit that runs; none, where 0.</summary>
    private APipeline Committing(
        int records,
        int partitions = 1,
        int ahead = 1_000,
        int window = 0,
        int breaker = 0,
        TimeSpan? interval = null)
    {
        var pipeline = new APipeline(
            options => options with
            {
                AheadOfCommit = ahead,
                CommitInterval = interval ?? options.CommitInterval,
                Breaker = new BreakerLimits { Consecutive = breaker },
            },
            duplicateWindow: window,
            calls: _calls);
        pipeline.Own([.. Enumerable.Range(0, partitions)]);
        for (var partition = 0; partition < partitions; partition++) pipeline.Cluster.Append(partition, records);
        if (records == 0) return pipeline;
        pipeline.ReadAndCommit();
        Assert.True(pipeline.Transactions is { IsCommitting: true, HasCommitEnded: false });
        return pipeline;
    }

    private static Lane<long> Lane(APipeline pipeline) => pipeline.Lane(0);

    private void CommitAgain(APipeline pipeline)
    {
        pipeline.ReadAndCommit();
        _calls.End();
        pipeline.Turn();
    }
}
