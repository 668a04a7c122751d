using System.Globalization;
using System.Text;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;

namespace OrderPipeline.Messaging.Pipeline.Breaking;

/// <summary>Judges the outcomes of one partition as they enter its overlay.</summary>
/// <remarks>Not thread-safe: the pipeline's thread owns it. A trip outlives restarts, rebalances and a change of the
/// limits: only a person ends it.</remarks>
internal sealed class Breaker(BreakerLimits limits, TimeProvider time)
{
    private const int LongestCause = 200;

    private readonly OutcomeWindow? _window = limits.Ratio > 0 ? new OutcomeWindow(limits.Window) : null;
    private readonly int _mostDead = (int)Math.Max(1, Math.Ceiling((decimal)limits.Ratio * limits.Window));
    private BreakerState _state;
    private int _consecutive;
    private long _letThroughTo;

    /// <summary>Whether outcomes are to be judged at all.</summary>
    public bool IsOn { get; } = limits.IsOn;

    /// <summary>What the next ledger says.</summary>
    public BreakerState State => _state with { Consecutive = _consecutive };

    /// <summary>True while a trip or a release is in no committed ledger yet.</summary>
    public bool HasNews { get; private set; }

    /// <summary>Before this offset nothing is judged; 0 where nothing was let through.</summary>
    public long LetThroughTo => _letThroughTo;

    /// <summary>Takes what the restored ledger says.</summary>
    public void Restore(in BreakerState state, ReservedRecords? records, int epoch, long nextOffset)
    {
        // Where the limits are off nobody counts, and a number from before would be wrong later.
        _state = IsOn ? state : state with { Consecutive = 0 };
        _consecutive = _state.Consecutive;
        _letThroughTo = state.LetThroughTo ?? 0;
        _window?.Restore(records?.Outcomes, epoch, nextOffset);
        HasNews = false;
    }

    /// <summary>A good record enters the overlay.</summary>
    public void AddGood(long offset)
    {
        if (offset < _letThroughTo) return;
        _consecutive = 0;
        _window?.Add(isDead: false);
    }

    /// <summary>A dead letter is to enter the overlay.</summary>
    /// <returns>Why it must not, nor anything behind it; null where it may.</returns>
    public string? AddDead(FailedRecord failed)
    {
        if (failed.Record.Offset < _letThroughTo) return null;
        _consecutive++;
        _window?.Add(isDead: true);
        if (limits.Consecutive > 0 && _consecutive >= limits.Consecutive)
            return Reason($"{Counted.Of(_consecutive, "dead letter")} in a row", failed);
        return _window is not null && _window.Dead >= _mostDead
            ? Reason($"{Counted.Of(_window.Dead, "dead letter")} among the last {limits.Window:N0} records", failed)
            : null;
    }

    /// <summary>The limit was crossed; the overlay is discarded already.</summary>
    public void Trip(string reason)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        _state = _state with { TrippedAt = now, Reason = reason };
        HasNews = true;
    }

    /// <summary>Lets the partition go on where a person's word is about this very trip.</summary>
    public bool TryRelease(PartitionRelease? release, int epoch, long nextOffset)
    {
        // Invariant: a word ends the trip that it names and no other: a restart reads the last one again. What is
        // let through only grows, so one that was heard cannot be heard twice.
        if (release is null || !_state.IsTripped || release.Epoch != epoch || release.NextOffset != nextOffset
            || release.TrippedAt != _state.TrippedAt || release.To <= Math.Max(nextOffset, _letThroughTo))
        {
            return false;
        }

        _state = new BreakerState { LetThroughTo = release.To };
        _consecutive = 0;
        _letThroughTo = release.To;
        _window?.Clear();
        _window?.Commit();
        HasNews = true;
        return true;
    }

    /// <summary>The window's record beside the ledger, or null where there is none.</summary>
    public byte[]? EncodeOutcomes(int epoch, long nextOffset) => _window?.Encode(epoch, nextOffset);

    /// <summary>The overlay was committed, and the ledger with it.</summary>
    public void Commit()
    {
        _state = State;
        _window?.Commit();
        HasNews = false;
    }

    /// <summary>The overlay was dropped; a trip or a release stays.</summary>
    public void Discard()
    {
        _consecutive = _state.Consecutive;
        _window?.Discard();
    }

    /// <summary>The failure's sentence holds no contents of the record, but may hold half a surrogate pair, which
    /// has no UTF-8.</summary>
    private static string Reason(FormattableString count, FailedRecord failed)
    {
        var cause = failed.Failure.Reason;
        if (cause.Length > LongestCause) cause = cause[..LongestCause] + "…";
        var text = count.ToString(CultureInfo.InvariantCulture)
            + string.Create(CultureInfo.InvariantCulture, $", the last one at offset {failed.Record.Offset}: {cause}");
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
    }
}
