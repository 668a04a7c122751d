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
    private static readonly TimeSpan TripPatience = TimeSpan.FromSeconds(10);

    /// <summary>Where others hold all partitions, nobody's join is waited for longer.</summary>
    private static readonly TimeSpan JoinPatience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly IReadOnlyDictionary<int, long> _ends;
    private readonly Dictionary<int, long> _open;
    private readonly Dictionary<int, (DateTimeOffset At, long Since)> _trips = [];
    private readonly SortedDictionary<int, string> _stoppedElsewhere = [];
    private readonly AveragesReader _averages;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private Task<AveragesReport>? _reading;
    private readonly long _startedAt;
    private long _lastRead;
    private bool _hasOwned;

    public UntilEnd(
        ProgramSettings settings, KafkaLog log, StateDecoder decoder, int partitions, CommandContext context)
    {
        _time = context.Clock;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping);
        using var input = new InputLog(settings.Clients, settings.Topics.Orders, log);
        var all = Enumerable.Range(0, partitions).ToArray();
        var firsts = input.Firsts(all);
        _ends = input.Ends(all);
        _open = _ends.Where(end => end.Value > firsts[end.Key]).ToDictionary();
        _averages = new AveragesReader(
            () => new CommittedLogReader(settings.Clients, log, context.Clock), settings.Topics.Averages, decoder);
        _startedAt = _lastRead = _time.GetTimestamp();
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
            _trips.Remove(lane.Partition);
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
            _reading = Task.Run(() => _averages.Read(_stop.Token));
        }
    }

    private void Note(AveragesReport report)
    {
        foreach (var (partition, (books, nextOffset)) in report.Ledgers)
        {
            if (!_open.TryGetValue(partition, out var end)) continue;
            if (nextOffset >= end)
            {
                _open.Remove(partition);
            }
            else
            {
                NoteTrip(partition, books.Breaker);
            }
        }

        foreach (var (partition, reason) in report.Damaged)
        {
            if (_open.Remove(partition)) _stoppedElsewhere[partition] = reason;
        }
    }

    private void NoteTrip(int partition, in BreakerState breaker)
    {
        if (breaker.TrippedAt is not { } trippedAt)
        {
            _trips.Remove(partition);
        }
        else if (!_hasOwned && _time.GetElapsedTime(_startedAt) < JoinPatience)
        {
            // It may be ours in a moment.
        }
        else if (!_trips.TryGetValue(partition, out var trip) || trip.At != trippedAt)
        {
            _trips[partition] = (trippedAt, _time.GetTimestamp());
        }
        else if (_time.GetElapsedTime(trip.Since) > TripPatience)
        {
            _open.Remove(partition);
            _stoppedElsewhere[partition] = breaker.Reason ?? "its breaker tripped";
        }
    }
}
