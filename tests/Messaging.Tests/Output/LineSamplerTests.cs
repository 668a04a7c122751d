using OrderPipeline.Messaging.Output;
using TestKit.Time;

namespace Messaging.Tests.Output;

[Trait("Category", "Unit")]
public sealed class LineSamplerTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Fifty_lines_a_second_pass_and_the_rest_is_counted()
    {
        var sampler = new LineSampler(_clock);

        var passed = Enumerable.Range(0, 120).Count(_ => sampler.TryTake());

        Assert.Equal(50, passed);
        Assert.Equal(70, sampler.TakeLeftOut());
        Assert.Equal(0, sampler.TakeLeftOut());
    }

    [Fact]
    public void Each_second_lets_fifty_more_through()
    {
        var sampler = new LineSampler(_clock);
        Assert.Equal(50, sampler.Take(1_000));

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(50, sampler.Take(60));
        Assert.Equal(960, sampler.TakeLeftOut());
    }

    [Fact]
    public void A_batch_that_fits_passes_whole()
    {
        var sampler = new LineSampler(_clock, linesPerSecond: 10);

        Assert.Equal(7, sampler.Take(7));
        Assert.Equal(3, sampler.Take(7));
        Assert.Equal(0, sampler.Take(7));
        Assert.Equal(11, sampler.TakeLeftOut());
    }
}
