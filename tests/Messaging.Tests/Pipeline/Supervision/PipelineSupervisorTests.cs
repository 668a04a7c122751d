using Confluent.Kafka;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.Transactions;
using TestKit.Time;

namespace Messaging.Tests.Pipeline.Supervision;

/// <summary>Pipelines that end, one after the other, on one cluster in memory.</summary>
[Trait("Category", "Unit")]
public sealed class PipelineSupervisorTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly FakeCluster _cluster = new();
    private readonly FakeObserver _observer = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<APipeline> _built = [];

    [Fact]
    public async Task A_client_that_is_lost_is_followed_by_a_pipeline_that_goes_on_where_the_ledger_stands()
    {
        _cluster.Append(0, 3);
        var run = Run(() =>
        {
            if (Current.Cluster.Ledger(0).Applied.Count == 3 && _built.Count == 1)
                Current.Consumer.Fatal = new LostClientException("fatal on purpose");
            if (_built.Count == 2 && Current.Cluster.End(0) == 3) _cluster.Append(0, 2);
            return _cluster.Ledger(0).Applied.Count == 5;
        });

        await AdvanceUntilAsync(() => run.IsCompleted);
        await run;

        Assert.Equal([0L, 1, 2, 3, 4], _cluster.Ledger(0).Applied);
        Assert.Equal(2, _built.Count);
        Assert.Contains("the pipeline ended and is built anew in 1 s: fatal on purpose", HeardDelays());
        Assert.Contains("lost 0", _built[0].Observer.Heard);
    }

    [Fact]
    public async Task What_a_restart_cannot_mend_ends_the_run()
    {
        var run = Run(() =>
        {
            Current.Consumer.Fatal = new GroupException("another process runs as host-1");
            return false;
        });

        await Assert.ThrowsAsync<GroupException>(() => run.WaitAsync(Long, TestContext.Current.CancellationToken));
        Assert.Single(_built);
    }

    [Fact]
    public async Task A_first_start_that_fails_outside_the_cluster_is_told_at_once()
    {
        var run = Run(static () => false, static () => throw new FormatException("no schema"));

        await Assert.ThrowsAsync<FormatException>(() => run.WaitAsync(Long, TestContext.Current.CancellationToken));
        Assert.Single(_built);
    }

    [Theory]
    [InlineData(ErrorCode.GroupLoadInProgress)]
    [InlineData(ErrorCode.GroupCoordinatorNotAvailable)]
    [InlineData(ErrorCode.ConcurrentTransactions)]
    [InlineData(ErrorCode.Local_MsgTimedOut)]
    public async Task A_first_start_waits_for_a_cluster_that_is_there_and_not_ready(ErrorCode answer)
    {
        var inits = 0;
        _cluster.FailsBefore = call => call == "init" && ++inits <= 2
            ? new TransactionException(
                TransactionFailure.Abort, "InitTransactions: not yet", new KafkaException(new Error(answer)))
            : null;
        var run = Run(() => _built.Count == 3);

        await AdvanceUntilAsync(() => run.IsCompleted);
        await run;

        Assert.Equal(3, _built.Count);
        Assert.Equal(
            [
                "the pipeline cannot start yet and is built anew in 1 s: InitTransactions: not yet",
                "the pipeline cannot start yet and is built anew in 2 s: InitTransactions: not yet",
            ],
            HeardDelays());
    }

    [Theory]
    [InlineData(ErrorCode.TransactionalIdAuthorizationFailed, true)]
    [InlineData(ErrorCode.Local_TimedOut, false)]
    [InlineData(ErrorCode.Local_Transport, false)]
    public async Task A_first_start_waits_for_nothing_else(ErrorCode answer, bool isHopeless)
    {
        var kind = isHopeless ? TransactionFailure.Hopeless : TransactionFailure.Abort;
        _cluster.FailsBefore = call => call == "init"
            ? new TransactionException(kind, "InitTransactions: no", new KafkaException(new Error(answer)))
            : null;
        var run = Run(static () => false);

        await Assert.ThrowsAsync<TransactionException>(
            () => run.WaitAsync(Long, TestContext.Current.CancellationToken));
        Assert.Single(_built);
    }

    [Fact]
    public async Task A_later_start_that_fails_is_tried_again()
    {
        var inits = 0;
        _cluster.FailsBefore = call => call == "init" && ++inits is 2 or 3
            ? APipeline.Failure(TransactionFailure.Replace)
            : null;
        var run = Run(() =>
        {
            if (_built.Count == 1) Current.Consumer.Fatal = new LostClientException("fatal on purpose");
            return _built.Count == 4;
        });

        await AdvanceUntilAsync(() => run.IsCompleted);
        await run;

        Assert.Equal(4, _built.Count);
    }

    [Fact]
    public async Task A_bug_is_not_tried_for_ever()
    {
        var run = Run(() => throw new FormatException("a bug"));

        await AdvanceUntilAsync(() => run.IsCompleted);
        await Assert.ThrowsAsync<FormatException>(() => run);
        Assert.Equal(5, _built.Count);
    }

    private APipeline Current => _built[^1];

    private IEnumerable<string> HeardDelays() => _observer.Heard
        .Where(line => line.StartsWith("delayed ", StringComparison.Ordinal)).Select(line => line["delayed ".Length..]);

    private Task Run(Func<bool> isDone, Action? beforeJoining = null)
    {
        var supervisor = new PipelineSupervisor<long>(() => Build(beforeJoining), _observer, _time);
        return Task.Run(() => supervisor.Run(IsDone, TestContext.Current.CancellationToken));

        bool IsDone(IReadOnlyList<Lane<long>> lanes)
        {
            if (lanes.Count == 0) Current.Consumer.Assign(0);
            Current.Advance(TimeSpan.FromMilliseconds(20));
            return isDone();
        }
    }

    private OrderPipeline.Messaging.Pipeline.PipelineWorker<long> Build(Action? beforeJoining)
    {
        var pipeline = new APipeline(cluster: _cluster, starts: false) { BeforeJoining = beforeJoining };
        _built.Add(pipeline);
        return pipeline.Worker;
    }

    /// <summary>Lets the waits between pipelines pass, which begin on the run's own thread.</summary>
    private async Task AdvanceUntilAsync(Func<bool> condition) => await TestKit.Eventually.True(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            return condition();
        },
        Long);
}
