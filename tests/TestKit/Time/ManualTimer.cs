namespace TestKit.Time;

/// <summary>One timer of a <see cref="ManualTimeProvider"/>, whose lock guards <see cref="DueAt"/>.</summary>
internal sealed class ManualTimer(ManualTimeProvider owner, Action callback) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private volatile bool _ended;

    public DateTimeOffset DueAt { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_ended)
            return false;
        _period = period;
        owner.Plan(this, dueTime == Timeout.InfiniteTimeSpan ? null : dueTime);
        return true;
    }

    public void Fire()
    {
        if (_period != Timeout.InfiniteTimeSpan && _period != TimeSpan.Zero && !_ended)
            owner.Plan(this, _period);
        callback();
    }

    public void Dispose()
    {
        _ended = true;
        owner.Plan(this, null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
