using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>One owned partition: its state, its position, and the outcomes that wait for an earlier record.</summary>
/// <remarks>Not thread-safe: the pipeline's thread owns it. The overlay is always a prefix of the
/// partition.</remarks>
internal sealed class Lane<TResult>(int partition, int capacity) : IDisposable
{
    /// <summary>Jumps of each stay that are looked at twice.</summary>
    private const int MostDoubts = 8;

    private readonly List<FailedRecord> _deadLetters = [];
    private CancellationTokenSource _sideTasks = new();
    private (long From, long To) _doubted = (-1, -1);
    private int _doubts;

    public int Partition { get; } = partition;

    /// <summary>Raised by abort, rewind, revoke, lost and assign.</summary>
    // Invariant: what was begun in an older epoch is dropped, else an order that is read twice is counted twice.
    public int Epoch { get; private set; }

    public LaneStatus Status { get; set; } = LaneStatus.Restoring;

    public IPartitionState<TResult>? State { get; private set; }

    public OutcomeRing<TResult> Waiting { get; } = new(capacity);

    /// <summary>Dead letters of the overlay, in the order of their offsets.</summary>
    public IReadOnlyList<FailedRecord> DeadLetters => _deadLetters;

    /// <summary>The offset that the next accepted record has at least.</summary>
    public long NextToRead { get; set; }

    /// <summary>Everything before it is in the overlay.</summary>
    public long AppliedTo { get; private set; }

    /// <summary>Everything before it is committed.</summary>
    public long CommittedTo { get; private set; }

    public bool HasChanges => AppliedTo > CommittedTo;

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
    public void Open(IPartitionState<TResult> state)
    {
        State = state;
        NextToRead = AppliedTo = CommittedTo = state.NextOffset;
    }

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

    /// <summary>Puts a good record's result at its place; the way of nearly every record.</summary>
    public void Settle(long nextOffset, in TResult result)
    {
        if (Waiting.Count > 0)
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

        State!.Apply(in result);
        AppliedTo = nextOffset;
    }

    /// <summary>Puts an outcome at its place: at once where nothing waits, else behind what does.</summary>
    public void Settle(in OutcomeSlot<TResult> outcome)
    {
        if (Waiting.Count == 0) Apply(outcome);
        else Waiting.Add(outcome);
    }

    /// <summary>
    /// The partition was read up to its end, markers included; the end lies behind the next record to read.
    /// </summary>
    public void ReachedEnd(long offset)
    {
        NextToRead = offset;
        Settle(new OutcomeSlot<TResult> { NextOffset = offset, IsSettled = true });
    }

    /// <summary>Applies what is settled, up to the first record that is still on the side.</summary>
    public void Drain()
    {
        while (Waiting.TryTake(out var outcome)) Apply(outcome);
    }

    /// <summary>The overlay was committed.</summary>
    public void Commit()
    {
        CommittedTo = AppliedTo;
        State!.Commit();
        _deadLetters.Clear();
    }

    /// <summary>Drops all that is not committed; side tasks are cancelled and what they bring is ignored.</summary>
    public void RaiseEpoch()
    {
        Epoch++;
        _sideTasks.Cancel();
        _sideTasks.Dispose();
        _sideTasks = new CancellationTokenSource();
        Waiting.Clear();
        _deadLetters.Clear();
        State?.Discard();
        Dependency = null;
        NextToRead = AppliedTo = CommittedTo;
    }

    public void Dispose() => _sideTasks.Dispose();

    private void Apply(in OutcomeSlot<TResult> outcome)
    {
        if (outcome.Failed is { } failed)
        {
            State!.Apply(failed);
            _deadLetters.Add(failed);
        }
        else if (outcome.HasResult)
        {
            State!.Apply(in outcome.Result);
        }

        AppliedTo = outcome.NextOffset;
    }
}
