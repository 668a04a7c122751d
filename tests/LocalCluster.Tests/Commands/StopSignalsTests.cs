using OrderPipeline.LocalCluster.Commands;
using TestKit.Time;

namespace OrderPipeline.LocalCluster.Tests.Commands;

[Trait("Category", "Unit")]
public sealed class StopSignalsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(300, 0)]
    [InlineData(301, 1)]
    public void The_first_signal_asks_and_a_later_one_ends(int laterMs, int ends)
    {
        var time = new ManualTimeProvider();
        var ended = 0;
        using var signals = new StopSignals(time, () => ended++);
        signals.Raise();
        Assert.True(signals.Stopping.IsCancellationRequested);
        Assert.Equal(0, ended);
        time.Advance(TimeSpan.FromMilliseconds(laterMs));
        signals.Raise();

        Assert.Equal(ends, ended);
    }
}
