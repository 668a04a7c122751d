using OrderPipeline.Demo.Balancing;

namespace Demo.Tests.Balancing;

[Trait("Category", "Unit")]
public sealed class SentOrdersTests
{
    /// <summary>The eight orders of seed 7 as README shows the producer sending them.</summary>
    [Fact]
    public void The_seed_tells_what_is_sent()
    {
        var sent = new SentOrders(seed: 7, count: 8, fail: "Item3");

        Assert.Equal(8, sent.Count);
        Assert.Equal(["7-3", "7-4"], sent.Failing.Order());
        Assert.Equal(["Item1", "Item2", "Item5"], sent.Averaged.Keys);
        Assert.True(sent.Averaged["Item1"].SumIs("143.56999969482421875"));
        Assert.Equal(3, sent.Averaged["Item5"].Count);
    }

    [Fact]
    public void Without_a_failing_product_all_are_averaged() =>
        Assert.Equal(8, new SentOrders(seed: 7, count: 8, fail: "").Averaged.Values.Sum(prices => prices.Count));
}
