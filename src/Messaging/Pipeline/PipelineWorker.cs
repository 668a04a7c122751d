using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Pipeline.Breaking;
using OrderPipeline.Messaging.Pipeline.Commits;
using OrderPipeline.Messaging.Pipeline.Duplicates;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Retries;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>The loop: records of a topic in, state and dead letters out, all in transactions with the positions.
/// </summary>
/// <remarks>One thread runs it and owns consumer, lanes and transactions; only retries and restores run
/// beside it.</remarks>
internal sealed class PipelineWorker<TResult> : IRebalanceListener, IDisposable
{
    /// <summary>Leaving the group waits for its coordinator.</summary>
    private const int CloseTicks = 30;

    private readonly IGroupConsumer _consumer;
    private readonly TransactionDriver<TResult> _transactions;
    private readonly SideRetry<TResult> _side;
    private readonly IPartitionStateStore<TResult> _store;
    private readonly IPipelineObserver _observer;
    private readonly PipelineOptions _options;
    private readonly TimeProvider _time;
    private readonly CommitPolicy _policy;
    private readonly FencedMembership _fenced;
    private readonly MembershipWatch _membership;
    private readonly Denials _denials;
    private readonly LoopWatch _watch;
    private readonly TrippedLanes<TResult> _tripped;
    private readonly RestoredLanes<TResult> _restored;
    private readonly DuplicatePolicy? _duplicates;
    private readonly Action? _beforeJoining;
    private readonly LaneTable<TResult> _lanes = new();
    private readonly RecordIntake<TResult> _intake;
    private LaneVisitor<TResult> _visitor;
    private long _lastCommit;

    public PipelineWorker(PipelineOptions options, PipelineParts<TResult> parts)
    {
        _options = options;
        _consumer = parts.Consumer;
        _transactions = parts.Transactions;
        _side = parts.Side;
        _store = parts.Store;
        _observer = parts.Observer;
        _time = parts.Time;
        _fenced = new FencedMembership(parts.Consumer, parts.Identity, parts.InstanceId, parts.Observer);
        _membership = parts.WatchMembership(options.InputTopic);
        _denials = parts.Denials;
        _watch = parts.Watch;
        _duplicates = parts.Duplicates;
        _beforeJoining = parts.BeforeJoining;
        _tripped = new TrippedLanes<TResult>(parts.Consumer, parts.Restorer, parts.Observer, parts.Time);
        _restored = new RestoredLanes<TResult>(parts, options.InputTopic, _lanes, _tripped, Stop);
        _policy = new CommitPolicy(options.CommitInterval);
        _intake = new RecordIntake<TResult>(_lanes, parts.Handler, _side, _consumer, options, _time, parts.Duplicates);
        _visitor = new LaneVisitor<TResult>(_intake, OnPartitionError);
    }

    /// <summary>The partitions that this instance owns, for the program's decision to end.</summary>
    public IReadOnlyList<Lane<TResult>> Lanes => _lanes.All;

    /// <summary>Transactions since the start.</summary>
    public long Commits { get; private set; }

    /// <summary>Runs until stopped or <paramref name="isDone"/>, then commits what is applied and leaves.</summary>
    /// <exception cref="GroupException">Another process runs under the same id.</exception>
    /// <exception cref="LostClientException">The client cannot go on.</exception>
    /// <exception cref="ProgramException">The cluster denies a right or refuses the credentials.</exception>
    public void Run(Func<bool> isDone, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !isDone())
        {
            _watch.Expect("a turn of the pipeline", _options.TurnBoundSeconds);
            Turn();
            _watch.Rest();
        }

        _watch.Expect("the last commit", _options.TurnBoundSeconds);
        if (_transactions.IsCommitting) EndCommit();
        if (_transactions.IsReady && HasChanges(out _))
        {
            StartCommit();
            EndCommit();
        }

        _watch.Expect("the end of the consumer", CloseTicks);
        _consumer.Close();
        _watch.Rest();
    }

    /// <summary>This pipeline ends because of a failure: it owns nothing any more.</summary>
    public void Abandon()
    {
        _watch.Rest();
        if (_lanes.All.Count > 0) CloseAll();
    }

    /// <summary>Makes the producer and joins the group, in this order.</summary>
    public void Start()
    {
        _transactions.Start();
        _beforeJoining?.Invoke();
        _consumer.Subscribe(this);
        _lastCommit = _time.GetTimestamp();
    }

    /// <summary>One round: what came back, what arrived, what is due.</summary>
    /// <exception cref="GroupException">Another process runs under the same id, or the client cannot go
    /// on.</exception>
    public void Turn()
    {
        if (_fenced.IsAsking)
        {
            _fenced.Advance(PollTime.Usual);
            return;
        }

        try
        {
            TurnAsMember();
        }
        catch (FencedMemberException)
        {
            // Invariant: whoever is fenced owns nothing; what it had applied is dropped before anything else.
            if (_lanes.All.Count > 0) CloseAll();
            _fenced.Fenced();
        }
    }

    private void CloseAll()
    {
        var lost = new List<int>();
        foreach (var lane in _lanes.All) lost.Add(lane.Partition);
        ((IRebalanceListener)this).Revoked(lost, isLost: true);
    }

    private void TurnAsMember()
    {
        var hasEnded = _transactions.HasCommitEnded;
        if (hasEnded)
        {
            EndCommit();
            // Before a lane wakes: what has just stopped it is to be read again.
            foreach (var lane in _lanes.All) _tripped.Notice(lane);
        }

        TakeRestored();
        TakeSettled();
        foreach (var lane in _lanes.All) Wake(lane);
        if (hasEnded) CommitIfDue(hasMore: true);
        if (_transactions.IsCommitting && IsFarAhead())
        {
            _transactions.AwaitCommit(TimeSpan.FromMilliseconds(PollTime.Usual));
            return;
        }

        _intake.StartPoll();
        var hasMore = _consumer.Poll(PollTime.Of(_lanes, _side, _transactions), ref _visitor);
        _intake.EndPoll();
        if (_transactions.HasCommitEnded) EndCommit();
        _membership.Look(_lanes.All.Count > 0);
        TakeSettled();
        if (_denials.Lasting() is { } denial)
            throw new ProgramException(ExitCode.Failed, FailureText.Of(denial).Text);
        foreach (var lane in _lanes.All) _tripped.Notice(lane);
        // Invariant: the group says who lives. A new producer fences whoever has our id, so it is made only after a
        // poll, and only while there are partitions to write for.
        if (_lanes.All.Count > 0 && _transactions.TryRecover()) _restored.RequestAll();
        TakeRestored();
        CommitIfDue(hasMore);
    }

    // Invariant: whatever was restored is opened before the next commit begins, wherever in a turn the last one ended.
    // A lane opens in no commit; under load one runs nearly always.
    private void TakeRestored()
    {
        if (!_transactions.IsCommitting) _restored.Take();
    }

    private void CommitIfDue(bool hasMore)
    {
        if (_transactions.IsCommitting || !_transactions.IsReady || !HasChanges(out var deadLetters)
            || !_policy.IsDue(_time.GetElapsedTime(_lastCommit), hasMore, deadLetters)) return;
        StartCommit();
        if (_transactions.HasCommitEnded) EndCommit();
    }

    void IRebalanceListener.Assigned(IReadOnlyList<int> partitions)
    {
        AwaitCommit();
        foreach (var partition in partitions)
        {
            if (_lanes.Find(partition) is { } stale) Close(stale);
            var breaker = new Breaker(_options.Breaker, _time);
            var identities = _duplicates is null ? null : new IdentityWindow(_duplicates.Window);
            var lane = new Lane<TResult>(partition, _options.LaneCapacity, breaker, identities);
            _lanes.Add(lane);
            if (_transactions.IsReady) _restored.Request(lane);
        }

        _intake.Rebalanced();
        _denials.Clear();
        _observer.Assigned(partitions);
    }

    void IRebalanceListener.Revoked(IReadOnlyList<int> partitions, bool isLost)
    {
        // Invariant: a lane is discarded before anything else when its partition is revoked or lost, once the commit
        // has ended that runs with it. The broker checks the member, not the partition: a valid member may commit
        // offsets of a partition that another one owns by now. What is revoked is nobody else's before this call has
        // returned; the commit of a member that has lost it is refused, or was there before.
        AwaitCommit();
        foreach (var partition in partitions)
        {
            if (_lanes.Find(partition) is { } lane) Close(lane);
        }

        _intake.Rebalanced();
        _observer.Revoked(partitions, isLost);
    }

    public void Dispose()
    {
        _fenced.Dispose();
        _membership.Dispose();
        _restored.Dispose();
        _transactions.Dispose();
        _consumer.Dispose();
        foreach (var lane in _lanes.All) lane.Dispose();
        _watch.Dispose();
    }

    private void StartCommit()
    {
        _lastCommit = _time.GetTimestamp();
        foreach (var lane in _lanes.All) lane.Freeze();
        _transactions.StartCommit(_lanes.All);
    }

    /// <summary>Takes the end of the commit, and waits for it.</summary>
    private void EndCommit()
    {
        var outcome = _transactions.EndCommit(_lanes.All);
        switch (outcome)
        {
            case CommitOutcome.Committed:
                foreach (var lane in _lanes.All) CommitLane(lane);
                Commits++;
                _denials.Clear();
                _observer.Committed();
                break;
            case CommitOutcome.Rewind:
                foreach (var lane in _lanes.All) Rewind(lane);
                StopRefused();
                break;
            default:
                foreach (var lane in _lanes.All) Forget(lane);
                StopRefused();
                break;
        }
    }

    /// <summary>Waits for the running commit. Where it failed, the lanes stay frozen: what is done about it may throw,
    /// and asks the consumer, which has its place behind the poll.</summary>
    private void AwaitCommit()
    {
        if (_transactions.IsCommitting && _transactions.AwaitCommit(Timeout.InfiniteTimeSpan)) EndCommit();
    }

    /// <summary>What the commit wrote is committed, and what came meanwhile takes its place.</summary>
    private void CommitLane(Lane<TResult> lane)
    {
        if (lane.IsInCommit)
        {
            foreach (var failed in lane.DeadLetters) _observer.DeadLettered(failed);
            lane.Commit();
        }

        lane.Thaw();
        lane.Drain();
    }

    /// <summary>More would only wait: enough is handled for the next commit.</summary>
    private bool IsFarAhead()
    {
        var waiting = 0;
        foreach (var lane in _lanes.All) waiting += lane.Waiting.Count;
        return waiting >= _options.AheadOfCommit;
    }

    /// <summary>Back to the ledger; held for a moment, so that a lasting fault does not spin.</summary>
    private void Rewind(Lane<TResult> lane)
    {
        lane.Thaw();
        if (lane.Status is LaneStatus.Restoring or LaneStatus.Stopped) return;
        if (lane.Status == LaneStatus.Tripped)
        {
            _tripped.Postpone(lane, _transactions.Backoff);
            return;
        }

        lane.RaiseEpoch();
        _intake.Hold(lane, Task.Delay(_transactions.Backoff, _time));
    }

    /// <summary>What was committed is unknown: the state is read anew once there is a producer.</summary>
    private void Forget(Lane<TResult> lane)
    {
        lane.Thaw();
        if (lane.Status == LaneStatus.Stopped) return;
        lane.RaiseEpoch();
        lane.Status = LaneStatus.Restoring;
        _consumer.Pause(lane.Partition);
    }

    private void Wake(Lane<TResult> lane)
    {
        if (lane.Status == LaneStatus.Holding)
        {
            _intake.Wake(lane);
        }
        else if (lane.Status == LaneStatus.Tripped)
        {
            if (!lane.IsFrozen) _tripped.Wake(lane);
        }
        else if (lane is { Status: LaneStatus.Restoring, Dependency.IsCompleted: true })
        {
            lane.Dependency = null;
            _restored.Request(lane);
        }
    }

    private void TakeSettled()
    {
        while (_side.TryTake(out var task))
        {
            if (task.LaneEpoch != task.Lane.Epoch || task.Cancellation.IsCancellationRequested) continue;
            task.Lane.Waiting.Settle(task.Sequence, _intake.OutcomeOf(task));
            task.Lane.Drain();
            _tripped.Notice(task.Lane);
        }
    }

    private void StopRefused()
    {
        if (_transactions.Stopped is not { } stopped) return;
        if (_lanes.Find(stopped.Partition) is { } lane) Stop(lane, stopped.Reason);
    }

    private void Stop(Lane<TResult> lane, string reason)
    {
        lane.RaiseEpoch();
        lane.Status = LaneStatus.Stopped;
        lane.StoppedBecause = reason;
        _consumer.Pause(lane.Partition);
        _observer.Stopped(lane.Partition, reason);
    }

    private void OnPartitionError(int partition, ErrorCode code, string reason)
    {
        if (code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange && _lanes.Find(partition) is { } lane)
        {
            AwaitCommit();
            if (lane.Status != LaneStatus.Running) return;
            Stop(lane, $"{_options.InputTopic}[{partition}] has no record at {lane.NextToRead} any more: {reason}");
            return;
        }

        _denials.Add(new Error(code, reason));
        _observer.Delayed(reason);
    }

    private void Close(Lane<TResult> lane)
    {
        lane.RaiseEpoch();
        _lanes.Remove(lane);
        _store.Closed(lane.Partition);
        lane.Dispose();
    }

    private bool HasChanges(out int deadLetters)
    {
        deadLetters = 0;
        var hasChanges = false;
        foreach (var lane in _lanes.All)
        {
            hasChanges |= lane.HasChanges;
            deadLetters += lane.DeadLetters.Count;
        }

        return hasChanges;
    }
}
