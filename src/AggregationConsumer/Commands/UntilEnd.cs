using System.Globalization;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>Knows when the committed ledgers of all partitions have reached the ends of the start (SPEC 4).</summary>
/// <remarks>Own partitions are judged by their lanes, those of other instances by the ledgers in the state
/// topic.</remarks>
internal sealed class UntilEnd : IDisposable
{
    /// <summary>Longer than it takes to hear a release, or to take over the partitions of an instance that died.
    /// </summary>
    private static readonly TimeSpan StuckPatience = TimeSpan.FromSeconds(10);

    /// <summary>Where others hold all partitions, nobody's join is waited for longer.</summary>
    private static readonly TimeSpan JoinPatience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly IReadOnlyDictionary<int, long> _firsts;
    private readonly IReadOnlyDictionary<int, long> _ends;
    private readonly Dictionary<int, long> _open;
    private readonly Dictionary<int, (string Why, DateTimeOffset At, long Since)> _stuck = [];
    private readonly SortedDictionary<int, string> _stoppedElsewhere = [];
    private readonly Func<CancellationToken, Task<AveragesReport>> _read;
    private readonly IDisposable _averages;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private Task<AveragesReport>? _reading;
    private readonly long _startedAt;
    private long _lastRead;
    private bool _hasOwned;

    /// <param name="firsts">The first offset of each partition at the start.</param>
    /// <param name="ends">The end of each partition at the start.</param>
    /// <param name="read">Reads the averages as committed, on another thread; asked for once at a time.</param>
    /// <param name="averages">What <paramref name="read"/> needs; disposed once the last reading has ended.</param>
    /// <param name="time">Measures how long others are waited for.</param>
    /// <param name="stopping">Ends a reading.</param>
    public UntilEnd(
        IReadOnlyDictionary<int, long> firsts,
        IReadOnlyDictionary<int, long> ends,
        Func<CancellationToken, Task<AveragesReport>> read,
        IDisposable averages,
        TimeProvider time,
        CancellationToken stopping)
    {
        (_firsts, _ends, _read, _averages, _time) = (firsts, ends, read, averages, time);
        // Where records were there once, the ledger says whether they were read before they were deleted.
        _open = ends.Where(static end => end.Value > 0).ToDictionary();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _startedAt = _lastRead = time.GetTimestamp();
    }

    /// <summary>Takes the ends of all partitions as of now.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer.</exception>
    public static UntilEnd Start(
        ProgramSettings settings, KafkaLog log, StateDecoder decoder, int partitions, CommandContext context)
    {
        using var input = new InputLog(settings.Clients, settings.Topics.Orders, log);
        var all = Enumerable.Range(0, partitions).ToArray();
        var firsts = input.Firsts(all);
        var ends = input.Ends(all);
        var averages = new AveragesReader(
            () => new CommittedLogReader(settings.Clients, log, context.Clock), settings.Topics.Averages, decoder);
        return new UntilEnd(
            firsts, ends, stop => Task.Run(() => averages.Read(stop)), averages, context.Clock, context.Stopping);
    }

    /// <summary>Partitions that their ledgers say cannot go on, and why.</summary>
    public IReadOnlyDictionary<int, string> StoppedElsewhere => _stoppedElsewhere;

    /// <summary>Asked by the pipeline's thread every few milliseconds.</summary>
    public bool IsReached(IReadOnlyList<LaneProgress> owned)
    {
        var ownedOpen = 0;
        _hasOwned |= owned.Count > 0;
        foreach (var lane in owned)
        {
            // Whoever owns it knows better than what was read of it from outside.
            if (_stoppedElsewhere.Remove(lane.Partition)) _open[lane.Partition] = _ends[lane.Partition];
            if (!_open.TryGetValue(lane.Partition, out var end)) continue;
            _stuck.Remove(lane.Partition);
            if (lane.StoppedBecause is not null || lane.CommittedTo >= end) _open.Remove(lane.Partition);
            else ownedOpen++;
        }

        if (_open.Count > ownedOpen) LookAtOthers();
        return _open.Count == 0;
    }

    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _reading?.Wait(TimeSpan.FromSeconds(10));
        }
        catch (AggregateException)
        {
            // It was told to stop, or the cluster is away: nobody asks any more.
        }

        _averages.Dispose();
        _stop.Dispose();
    }

    private void LookAtOthers()
    {
        if (_reading is { IsCompleted: true } done)
        {
            _reading = null;
            _lastRead = _time.GetTimestamp();
            if (done.IsCompletedSuccessfully) Note(done.Result);
        }
        else if (_reading is null && _time.GetElapsedTime(_lastRead) > Pause)
        {
            _reading = _read(_stop.Token);
        }
    }

    private void Note(AveragesReport report)
    {
        foreach (var (partition, (books, nextOffset)) in report.Ledgers)
        {
            if (!_open.TryGetValue(partition, out var end)) continue;
            if (nextOffset >= end)
                _open.Remove(partition);
            else
                NoteLedger(partition, nextOffset, books.Breaker);
        }

        foreach (var (partition, reason) in report.Damaged)
        {
            if (_open.Remove(partition)) _stoppedElsewhere[partition] = reason;
        }

        if (MayComeYet) return;
        // Never counted, and nothing there to count: its owner writes no ledger.
        foreach (var (partition, end) in _open)
        {
            if (_firsts[partition] == end && !report.Ledgers.ContainsKey(partition)
                && !report.Held.Contains(partition)) _open.Remove(partition);
        }
    }

    /// <summary>True while a partition that nobody is seen to read may be this instance's in a moment.</summary>
    private bool MayComeYet => !_hasOwned && _time.GetElapsedTime(_startedAt) < JoinPatience;

    private void NoteLedger(int partition, long nextOffset, in BreakerState breaker)
    {
        if (_firsts[partition] > nextOffset)
        {
            NoteStuck(partition, string.Create(
                CultureInfo.InvariantCulture,
                $"what stood at offsets {nextOffset} to {_firsts[partition] - 1} was deleted before it was read; " +
                $"run rebuild --from-available to count what is left"));
        }
        else if (breaker.TrippedAt is { } trippedAt)
        {
            NoteStuck(partition, breaker.Reason ?? "its breaker tripped", trippedAt);
        }
        else
        {
            _stuck.Remove(partition);
        }
    }

    /// <summary>Gives a partition up once the same has been the matter with it for long enough.</summary>
    private void NoteStuck(int partition, string why, DateTimeOffset at = default)
    {
        if (MayComeYet) return;
        if (!_stuck.TryGetValue(partition, out var stuck) || (stuck.Why, stuck.At) != (why, at))
        {
            _stuck[partition] = (why, at, _time.GetTimestamp());
        }
        else if (_time.GetElapsedTime(stuck.Since) > StuckPatience)
        {
            _open.Remove(partition);
            _stoppedElsewhere[partition] = why;
        }
    }
}
