using OrderPipeline.Producer.Source.Random;

namespace Producer.Tests.Source;

[Trait("Category", "Unit")]
public sealed class SplitMix64Tests
{
    /// <summary>The first numbers that the algorithm's own published C code gives for seed 1234567.</summary>
    [Fact]
    public void The_numbers_are_those_of_the_published_algorithm()
    {
        var random = new SplitMix64(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void Numbers_below_a_limit_are_spread_evenly()
    {
        var random = new SplitMix64(7);
        var counts = new int[5];
        for (var n = 0; n < 50_000; n++) counts[random.NextBelow(5)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }
}
