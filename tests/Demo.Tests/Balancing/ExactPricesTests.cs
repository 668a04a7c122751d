using OrderPipeline.Demo.Balancing;

namespace Demo.Tests.Balancing;

[Trait("Category", "Unit")]
public sealed class ExactPricesTests
{
    [Theory]
    [InlineData(0.5f, "0.5")]
    [InlineData(100f, "100")]
    // A float is rarely what it looks like.
    [InlineData(10.1f, "10.1000003814697265625")]
    [InlineData(7.62939453125E-06f, "0.00000762939453125")]
    [InlineData(99_999_999_999f, "99999997952")]
    public void A_sum_is_compared_to_the_last_digit(float price, string exact)
    {
        var prices = default(ExactPrices).Add(price);

        Assert.True(prices.SumIs(exact));
        Assert.False(prices.SumIs(exact + (exact.Contains('.') ? "1" : ".1")));
    }

    [Fact]
    public void Prices_add_up_without_rounding()
    {
        var left = default(ExactPrices).Add(10.1f).Add(10.1f);
        var all = left + default(ExactPrices).Add(0.25f);

        Assert.Equal(3, all.Count);
        Assert.True(all.SumIs("20.450000762939453125"));
        Assert.Equal("20.45", all.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("twenty")]
    [InlineData("1e3")]
    public void What_is_no_decimal_is_no_sum(string text) => Assert.False(default(ExactPrices).SumIs(text));
}
