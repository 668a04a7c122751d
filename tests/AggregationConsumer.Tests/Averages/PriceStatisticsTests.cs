using OrderPipeline.AggregationConsumer.Averages;

namespace AggregationConsumer.Tests.Averages;

[Trait("Category", "Unit")]
public sealed class PriceStatisticsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Neither_order_nor_grouping_changes_a_bit(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var prices = Enumerable.Range(0, 5_000).Select(_ =>
            MathF.Pow(10, random.Next(-5, 12)) * (0.1f + random.NextSingle()))
            .Select(price => Math.Clamp(price, 7.62939453125E-06f, 999_999_995_904f)).ToArray();
        var expected = Sum(prices);

        for (var round = 0; round < 20; round++)
        {
            random.Shuffle(prices);
            var groups = new PriceStatistics[1 + random.Next(8)];
            foreach (var price in prices) groups[random.Next(groups.Length)].Add(price);
            random.Shuffle(groups);
            var merged = default(PriceStatistics);
            foreach (var group in groups) merged.Merge(group);

            Assert.Equal(
                (expected.Count, expected.Sum, expected.Min, expected.Max),
                (merged.Count, merged.Sum, merged.Min, merged.Max));
            Assert.Equal(BitConverter.DoubleToInt64Bits(
                expected.Average), BitConverter.DoubleToInt64Bits(merged.Average));
        }
    }

    [Fact]
    public void Merging_nothing_changes_no_extreme()
    {
        var one = Sum([45.99f]);
        one.Merge(default);

        Assert.Equal((1, 45.99f, 45.99f), (one.Count, one.Min, one.Max));
    }

    private static PriceStatistics Sum(float[] prices)
    {
        var all = default(PriceStatistics);
        foreach (var price in prices) all.Add(price);
        return all;
    }
}
