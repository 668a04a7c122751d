using TestKit.Time;

namespace Messaging.Tests.Transactions.Hanging;

/// <summary>Whoever waits finds the time gone by.</summary>
internal sealed class SkippingTimeProvider : TimeProvider
{
    private readonly ManualTimeProvider _time = new();

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        _time.Advance(dueTime);
        return timer;
    }
}
