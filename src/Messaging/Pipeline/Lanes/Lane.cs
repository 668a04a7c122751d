using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline.Breaking;
using OrderPipeline.Messaging.Pipeline.Duplicates;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;

namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>One owned partition: its state, its position, and the outcomes that wait for an earlier record.</summary>
/// <remarks>Not thread-safe: the pipeline's thread owns it. The overlay is always a prefix of the
/// partition.</remarks>
internal sealed class Lane<TResult>(
    int partition, int capacity, Breaker? breaker = null, IdentityWindow? identities = null) : IDisposable
{
    /// <summary>Jumps of each stay that are looked at twice.</summary>
    private const int MostDoubts = 8;

    private readonly List<FailedRecord> _deadLetters = [];
    private readonly Breaker _breaker = breaker ?? new Breaker(new BreakerLimits(), TimeProvider.System);
    private CancellationTokenSource _sideTasks = new();
    private (long From, long To) _doubted = (-1, -1);
    private int _doubts;
    private bool _isToPause;

    public int Partition { get; } = partition;

    /// <summary>Raised by abort, rewind, revoke, lost and assign.</summary>
    // Invariant: what was begun in an older epoch is dropped, else an order that is read twice is counted twice.
    public int Epoch { get; private set; }

    public LaneStatus Status { get; set; } = LaneStatus.Restoring;

    public IPartitionState<TResult>? State { get; private set; }

    public OutcomeRing<TResult> Waiting { get; } = new(capacity);

    /// <summary>Where duplicates are looked for, or null.</summary>
    public IdentityWindow? Identities { get; } = identities;

    /// <summary>Dead letters of the overlay, in the order of their offsets.</summary>
    public IReadOnlyList<FailedRecord> DeadLetters => _deadLetters;

    /// <summary>The offset that the next accepted record has at least.</summary>
    public long NextToRead { get; set; }

    /// <summary>Everything before it is in the overlay.</summary>
    public long AppliedTo { get; private set; }

    /// <summary>Everything before it is committed.</summary>
    public long CommittedTo { get; private set; }

    /// <summary>Something to commit: an overlay, or that the breaker tripped or was released.</summary>
    public bool HasChanges => AppliedTo > CommittedTo
        || (_breaker.HasNews && Dependency is null && Status is not (LaneStatus.Restoring or LaneStatus.Stopped));

    /// <summary>A commit runs: the overlay stays as it was written, and outcomes wait.</summary>
    // Invariant: while a commit runs, nothing enters an overlay; else its end would take for committed what was never
    // written.
    public bool IsFrozen { get; private set; }

    /// <summary>The running commit writes something of this lane.</summary>
    public bool IsInCommit { get; private set; }

    /// <summary>What the breaker judges is read only once all before this offset is committed.</summary>
    // Invariant: what a person let through is committed before anything behind it is judged, else a trip there would
    // drop it again and again.
    public long HoldAt { get; private set; } = long.MaxValue;

    /// <summary>True where the lane holds until all that it read is committed.</summary>
    public bool IsAtBarrier { get; private set; }

    /// <summary>Everything before it was let through by a person; 0 where nothing was.</summary>
    public long LetThroughTo => _breaker.LetThroughTo;

    /// <summary>How far its state partition was read, or null where it was not.</summary>
    public long? StateReadTo { get; set; }

    /// <summary>
    /// What a holding lane waits for, or null where it waits for room; in a restoring lane the pause before
    /// the next try.
    /// </summary>
    public Task? Dependency { get; set; }

    /// <summary>Why the partition cannot go on, where it cannot.</summary>
    public string? StoppedBecause { get; set; }

    /// <summary>Cancelled when the epoch is raised.</summary>
    public CancellationToken SideTasks => _sideTasks.Token;

    /// <summary>The restored state; reading goes on where it ends.</summary>
    /// <param name="state">The program's part of it.</param>
    /// <param name="records">The library's part of it, or null.</param>
    public void Open(IPartitionState<TResult> state, ReservedRecords? records = null)
    {
        State = state;
        NextToRead = AppliedTo = CommittedTo = state.NextOffset;
        _breaker.Restore(state.Breaker, records, state.Epoch, state.NextOffset);
        Identities?.Restore(records, state.Epoch, state.NextOffset);
        Status = LaneStatus.Running;
        SetBarrier();
        if (_breaker.State.IsTripped && !TryRelease(records?.Release)) StayTripped();
    }

    /// <summary>Goes on behind a trip, where a person's word is about this trip.</summary>
    public bool TryRelease(PartitionRelease? release)
    {
        if (!_breaker.TryRelease(release, State!.Epoch, State.NextOffset)) return false;
        Status = LaneStatus.Running;
        StoppedBecause = null;
        SetBarrier();
        return true;
    }

    /// <summary>Whether an outcome has stopped the reading since the last call: the client is to be paused.</summary>
    public bool TakePause()
    {
        var isToPause = _isToPause;
        _isToPause = false;
        return isToPause;
    }

    /// <summary>The next record stands behind the barrier.</summary>
    public void ReachBarrier() => IsAtBarrier = true;

    /// <summary>All before the barrier is committed: the breaker works from here on.</summary>
    public void PassBarrier() => (HoldAt, IsAtBarrier) = (long.MaxValue, false);

    /// <summary>Whether what comes next, behind the offset to be read, is to be asked for once more.</summary>
    /// <remarks>A marker of a transaction, or a record that compaction took, comes again as the same jump. One that
    /// does not was the client's: where it is told to seek before it knows its first position, it can go there after
    /// all, past every record between. A topic with many markers is doubted eight times a stay and no more.</remarks>
    // Invariant: a jump is believed when it is seen twice, else records that nobody read would count as read.
    public bool Doubts(long offset)
    {
        var jump = (NextToRead, offset);
        if (jump == _doubted || _doubts == MostDoubts) return false;
        _doubted = jump;
        _doubts++;
        return true;
    }

    /// <summary>A commit begins.</summary>
    public void Freeze() => (IsFrozen, IsInCommit) = (true, HasChanges);

    /// <summary>The commit has ended; what waited is not applied yet.</summary>
    public void Thaw() => (IsFrozen, IsInCommit) = (false, false);

    /// <summary>Whether an outcome that comes now has to wait for its turn.</summary>
    public bool MustWait => Waiting.Count > 0 || IsFrozen;

    /// <summary>Puts a good record's result at its place; the way of nearly every record.</summary>
    public void Settle(long nextOffset, in TResult result)
    {
        if (MustWait)
        {
            Waiting.Add(new OutcomeSlot<TResult>
            {
                NextOffset = nextOffset,
                IsSettled = true,
                HasResult = true,
                Result = result,
            });
            return;
        }

        if (_breaker.IsOn) _breaker.AddGood(nextOffset - 1);
        State!.Apply(in result);
        AppliedTo = nextOffset;
    }

    /// <summary>Puts an outcome at its place: at once where nothing waits, else behind what does.</summary>
    public void Settle(in OutcomeSlot<TResult> outcome)
    {
        if (MustWait) Waiting.Add(outcome);
        else Apply(outcome);
    }

    /// <summary>
    /// The partition was read up to its end, markers included; the end lies behind the next record to read.
    /// </summary>
    public void ReachedEnd(long offset)
    {
        NextToRead = offset;
        Settle(new OutcomeSlot<TResult> { NextOffset = offset, IsSettled = true });
    }

    /// <summary>Applies what is settled, up to the first record that is still on the side; nothing while a commit
    /// runs.</summary>
    public void Drain()
    {
        if (IsFrozen) return;
        while (Waiting.TryTake(out var outcome)) Apply(outcome);
        if (Waiting.Count == 0) Identities?.ForgetWaiting();
    }

    /// <summary>Encodes what the next transaction says of the partition, the ledger last.</summary>
    public void WriteChanges(LaneStateWriter writer)
    {
        if (_breaker.EncodeOutcomes(State!.Epoch, AppliedTo) is { } outcomes)
            writer.Write(ReservedKeys.Outcomes, outcomes);
        Identities?.Write(writer, State.Epoch, AppliedTo);
        State.Breaker = _breaker.State;
        State.WriteChanges(writer, AppliedTo);
    }

    /// <summary>The overlay was committed.</summary>
    public void Commit()
    {
        CommittedTo = AppliedTo;
        _breaker.Commit();
        Identities?.Commit();
        State!.Commit();
        _deadLetters.Clear();
    }

    /// <summary>Drops all that is not committed; side tasks are cancelled and what they bring is ignored.</summary>
    public void RaiseEpoch()
    {
        DropWaiting();
        Thaw();
        _deadLetters.Clear();
        State?.Discard();
        _breaker.Discard();
        Identities?.Discard();
        Dependency = null;
        StoppedBecause = null;
        NextToRead = AppliedTo = CommittedTo;
        SetBarrier();
    }

    public void Dispose()
    {
        _sideTasks.Cancel();
        _sideTasks.Dispose();
        Waiting.Dispose();
    }

    private void Apply(in OutcomeSlot<TResult> outcome)
    {
        var dead = outcome.Failed;
        if (outcome.HasResult && Identities is not null && Identities.Contains(outcome.Identity))
        {
            if (outcome.IfDuplicate is null)
            {
                ReadAgain();
                return;
            }

            dead = outcome.IfDuplicate;
        }

        if (dead is { } failed)
        {
            if (_breaker.IsOn && _breaker.AddDead(failed) is { } reason)
            {
                Trip(reason);
                return;
            }

            State!.Apply(failed);
            _deadLetters.Add(failed);
            Identities?.Skip();
        }
        else if (outcome.HasResult)
        {
            if (_breaker.IsOn) _breaker.AddGood(outcome.NextOffset - 1);
            State!.Apply(in outcome.Result);
            Identities?.Add(outcome.Identity);
        }

        AppliedTo = outcome.NextOffset;
    }

    /// <summary>Back to the last commit, and no further: nothing of the crossing is written.</summary>
    private void Trip(string reason)
    {
        RaiseEpoch();
        _breaker.Trip(reason);
        StayTripped();
    }

    private void StayTripped()
    {
        Status = LaneStatus.Tripped;
        StoppedBecause = _breaker.State.Reason ?? "its breaker tripped";
        _isToPause = true;
    }

    /// <summary>A duplicate of what was on the side then, so that nobody knew: its bytes were not kept. What waits is
    /// dropped, and read again from here; the overlay stays.</summary>
    // Invariant: a dead letter holds the record's own bytes, so a duplicate without them is read once more.
    private void ReadAgain()
    {
        DropWaiting();
        Identities!.ForgetWaiting();
        NextToRead = AppliedTo;
        Status = LaneStatus.Holding;
        Dependency = Task.CompletedTask;
        IsAtBarrier = false;
        _isToPause = true;
    }

    private void DropWaiting()
    {
        Epoch++;
        _sideTasks.Cancel();
        _sideTasks.Dispose();
        _sideTasks = new CancellationTokenSource();
        Waiting.Clear();
    }

    private void SetBarrier()
    {
        HoldAt = _breaker.IsOn && _breaker.LetThroughTo > CommittedTo ? _breaker.LetThroughTo : long.MaxValue;
        IsAtBarrier = false;
    }
}
