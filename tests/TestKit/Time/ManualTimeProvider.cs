namespace TestKit.Time;

/// <summary>
/// A clock that moves only when told to: timers that have fallen due fire inside <see cref="Advance"/>.
/// </summary>
/// <remarks>Thread-safe. Callbacks run on the thread that advances, in order of their due time.</remarks>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;

    /// <summary>Starts on 17 November 2026, 01:45:30 UTC.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 11, 17, 1, 45, 30, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait to fire; a test waits for this before it advances.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, stopping at each due time on the way to fire what is due then.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (TakeNext(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = end;
    }

    internal void Plan(ManualTimer timer, TimeSpan? dueIn)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueIn is not { } wait)
                return;
            timer.DueAt = _now + wait;
            _timers.Add(timer);
        }
    }

    private ManualTimer? TakeNext(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.MinBy(timer => timer.DueAt);
            if (next is null || next.DueAt > end)
                return null;
            _now = next.DueAt > _now ? next.DueAt : _now;
            _timers.Remove(next);
            return next;
        }
    }
}
