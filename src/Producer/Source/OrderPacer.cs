namespace OrderPipeline.Producer.Source;

/// <summary>
/// Spreads orders evenly over time: <c>--rate</c>. After a stall it catches up one second's worth at most.
/// </summary>
internal sealed class OrderPacer
{
    private readonly TimeProvider _clock;
    private readonly double _ticksPerOrder;
    private readonly long _ticksPerSecond;
    private readonly long _start;
    private double _nextDue;

    /// <param name="ordersPerSecond">Above zero.</param>
    /// <param name="clock">Its monotonic stamps are what is measured by.</param>
    public OrderPacer(double ordersPerSecond, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ordersPerSecond);
        _clock = clock;
        _ticksPerSecond = clock.TimestampFrequency;
        _ticksPerOrder = _ticksPerSecond / ordersPerSecond;
        _start = clock.GetTimestamp();
    }

    /// <summary>Ticks since the start: a stamp itself has more digits than a double.</summary>
    private double Now => _clock.GetTimestamp() - _start;

    /// <summary>How long until the next order is due; zero when it may go now.</summary>
    public TimeSpan Wait()
    {
        var missing = _nextDue - Now;
        return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / _ticksPerSecond);
    }

    /// <summary>Counts one order that went out.</summary>
    public void Take() =>
        _nextDue = Math.Max(_nextDue + _ticksPerOrder, Now - _ticksPerSecond);
}
