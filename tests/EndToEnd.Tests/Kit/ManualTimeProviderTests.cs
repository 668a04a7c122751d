using TestKit.Time;

namespace EndToEnd.Tests.Kit;

[Trait("Category", "Unit")]
public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_timer_fires_when_its_time_has_come_and_not_before()
    {
        var fired = 0;
        using var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.Equal(0, fired);

        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, fired);
        Assert.Equal(0, _time.Waiting);
    }

    [Fact]
    public void A_periodic_timer_fires_at_each_of_its_times_on_the_way()
    {
        var firedAt = new List<double>();
        var start = _time.GetUtcNow();
        using var timer = _time.CreateTimer(
            _ => firedAt.Add((_time.GetUtcNow() - start).TotalSeconds),
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([1, 3, 5], firedAt);
    }

    [Fact]
    public void A_disposed_timer_never_fires()
    {
        var second = TimeSpan.FromSeconds(1);
        var timer = _time.CreateTimer(_ => Assert.Fail("fired"), null, second, second);
        timer.Dispose();

        _time.Advance(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_is_moved()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _time, TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromHours(1));

        await delay;
    }
}
