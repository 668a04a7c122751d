using System.Runtime.ExceptionServices;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.Pipeline.Commits;

/// <summary>Keeps a transactional producer alive: commits, aborts, and replaces it when it is done for.</summary>
/// <remarks>The pipeline's thread owns it; the calls that wait for the broker may run beside that. A broker refuses
/// whole batches as too large, whose records may be small: the next producer then makes smaller ones, in the end of one
/// record each, and what is refused of that is to blame.</remarks>
internal sealed class TransactionDriver<TResult>(
    Func<BatchLimit, ITransactionalWriter> createWriter,
    CommitStep<TResult> step,
    RefusedRecords refused,
    IPipelineObserver observer,
    TimeProvider time,
    ICommitCalls calls) : IDisposable
{
    /// <summary>After a fencing the group's heartbeats must have had time to tell who lives.</summary>
    private static readonly TimeSpan FencedDelay = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <summary>Clients given up without a commit between them; each leaves a thread and its memory behind.</summary>
    private const int MostHung = 3;

    private ITransactionalWriter? _writer;
    private Action? _end;
    private Exception? _failure;
    private long _brokenSince;
    private TimeSpan _delay;
    private int _failuresInRow;
    private int _hungInRow;
    private BatchLimit _batches;

    /// <summary>True while transactions can be begun.</summary>
    public bool IsReady => _writer is not null;

    /// <summary>
    /// How long to wait before reading again after an abort, so that a lasting fault does not spin.
    /// </summary>
    public TimeSpan Backoff => TimeSpan.FromMilliseconds(
        Math.Min(LongestDelay.TotalMilliseconds, 50 * Math.Pow(2, Math.Min(10, _failuresInRow - 1))));

    /// <summary>The partition that the last failure stops, and why.</summary>
    public (int Partition, string Reason)? Stopped { get; private set; }

    /// <summary>Makes the first producer; before the first subscribe.</summary>
    /// <exception cref="TransactionException">The cluster cannot be reached or refuses.</exception>
    public void Start()
    {
        var writer = createWriter(_batches);
        try
        {
            writer.Initialize();
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        _writer = writer;
    }

    /// <summary>Makes a new producer if the old one is gone and its delay is over.</summary>
    /// <returns>True when a new one is ready and states have to be restored.</returns>
    /// <exception cref="TransactionException">No further one would do better.</exception>
    public bool TryRecover()
    {
        if (_writer is not null || time.GetElapsedTime(_brokenSince) < _delay) return false;
        try
        {
            Start();
            return true;
        }
        catch (TransactionException failure)
        {
            Break(failure);
            return false;
        }
    }

    /// <summary>From the start of a commit until its end is taken; the lanes that it writes stay as they are.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>A commit has ended, one way or the other, and nobody has taken its end.</summary>
    public bool HasCommitEnded => IsCommitting && !calls.AreRunning;

    /// <summary>Writes what the lanes hold, and starts the calls that commit it.</summary>
    public void StartCommit(IReadOnlyList<Lane<TResult>> lanes)
    {
        (IsCommitting, _failure) = (true, null);
        try
        {
            step.Write(_writer!, lanes);
        }
        catch (TransactionException failure)
        {
            _failure = failure;
            return;
        }

        calls.Start(_end ??= End);
    }

    /// <summary>Waits for the end of the running commit.</summary>
    /// <param name="longest">The longest wait, or infinite: the calls bound themselves.</param>
    /// <returns>Whether it has ended well.</returns>
    public bool AwaitCommit(TimeSpan longest) => calls.Wait(longest) && _failure is null;

    /// <summary>Takes the end of the commit, and waits for it.</summary>
    /// <param name="lanes">The same lanes, as they were.</param>
    /// <exception cref="TransactionException">It failed, and no further try would do better.</exception>
    public CommitOutcome EndCommit(IReadOnlyList<Lane<TResult>> lanes)
    {
        calls.Wait(Timeout.InfiniteTimeSpan);
        (IsCommitting, Stopped) = (false, null);
        if (_failure is TransactionException failed) return Recover(failed);
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
        (_failuresInRow, _hungInRow) = (0, 0);
        // What was too large is behind: the next producer, whenever one is due, need not be as slow.
        if (_batches == BatchLimit.OneRecord) _batches = BatchLimit.Small;
        foreach (var lane in lanes) refused.Settle(lane.Partition, lane.AppliedTo, lane.DeadLetters.Count > 0);
        return CommitOutcome.Committed;
    }

    /// <summary>Waits for a commit's calls, which are bounded.</summary>
    public void Dispose()
    {
        calls.Dispose();
        _writer?.Dispose();
    }

    private void End()
    {
        try
        {
            step.End(_writer!);
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }

    private CommitOutcome Recover(TransactionException failure)
    {
        if (failure.IsTooLarge && _batches != BatchLimit.OneRecord)
        {
            _batches++;
            return Break(failure);
        }

        Stopped = refused.Add(failure);
        if (refused.IsHopeless) failure = Hopeless(failure);
        if (failure.Failure == TransactionFailure.Hopeless) AbortAtLast();
        if (failure.Failure != TransactionFailure.Abort) return Break(failure);
        _failuresInRow++;
        observer.Delayed($"a transaction was aborted and is tried again: {failure.Message}");
        try
        {
            _writer!.Abort();
            return CommitOutcome.Rewind;
        }
        catch (TransactionException abort)
        {
            return Break(abort);
        }
    }

    private CommitOutcome Break(TransactionException failure)
    {
        _failuresInRow++;
        _writer?.Dispose();
        _writer = null;
        if (failure.Failure == TransactionFailure.Hopeless) throw failure;
        if (failure.Failure == TransactionFailure.Hung && ++_hungInRow >= MostHung) throw failure;
        _brokenSince = time.GetTimestamp();
        _delay = failure.Failure == TransactionFailure.Fenced ? FencedDelay : Backoff;
        observer.Delayed($"the transactional producer is replaced: {failure.Message}");
        return CommitOutcome.Restore;
    }

    private static TransactionException Hopeless(TransactionException failure) => new(
        TransactionFailure.Hopeless, $"the state cannot be written: {failure.Message}", failure);

    /// <summary>The run ends: what stays open would hold up readers until its time-out.</summary>
    private void AbortAtLast()
    {
        try
        {
            _writer!.Abort();
        }
        catch (TransactionException)
        {
            // The broker ends it then.
        }
    }
}
