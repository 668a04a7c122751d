using OrderPipeline.Producer.Source;
using TestKit.Time;

namespace Producer.Tests.Source;

[Trait("Category", "Unit")]
public sealed class OrderPacerTests
{
    [Fact]
    public void Orders_are_spread_evenly_over_the_second()
    {
        var clock = new ManualTimeProvider();
        var pacer = new OrderPacer(4, clock);

        for (var n = 0; n < 8; n++)
        {
            Assert.Equal(TimeSpan.Zero, pacer.Wait());
            pacer.Take();
            Assert.Equal(TimeSpan.FromMilliseconds(250), pacer.Wait());
            clock.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    [Fact]
    public void After_a_stall_one_second_is_caught_up_and_no_more()
    {
        var clock = new ManualTimeProvider();
        var pacer = new OrderPacer(100, clock);
        clock.Advance(TimeSpan.FromMinutes(1));

        var burst = 0;
        for (; pacer.Wait() == TimeSpan.Zero; burst++) pacer.Take();

        Assert.InRange(burst, 100, 102);
    }
}
