using System.Text;
using OrderPipeline.Contracts.Rules;
using Xunit;

namespace Contracts.Tests;

[Trait("Category", "Unit")]
public sealed class OrderRulesTests
{
    [Theory]
    [InlineData("1", "a", OrderValidity.Valid)]
    [InlineData(" 1", "\t$a", OrderValidity.Valid)]
    [InlineData("\u0001", "\u200B", OrderValidity.Valid)]
    [InlineData("\u3000é", "a$", OrderValidity.Valid)]
    [InlineData("", "", OrderValidity.OrderIdIsEmpty)]
    [InlineData(" \t\r\n", "a", OrderValidity.OrderIdIsEmpty)]
    [InlineData("\u3000\u00A0\u0085", "a", OrderValidity.OrderIdIsEmpty)]
    [InlineData("1", "", OrderValidity.ProductIsEmpty)]
    [InlineData("1", "\u2003 ", OrderValidity.ProductIsEmpty)]
    [InlineData("1", "$ledger", OrderValidity.ProductIsReserved)]
    [InlineData("1", "$", OrderValidity.ProductIsReserved)]
    public void Id_and_product_say_something_and_no_product_is_reserved(
        string id, string product, OrderValidity expected)
    {
        Assert.Equal(expected, OrderRules.Check(id, product, 1));
        Assert.Equal(expected, OrderRules.Check(Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(product), 1));
    }

    [Theory]
    [InlineData(1f, OrderValidity.Valid)]
    [InlineData(7.62939453125E-06f, OrderValidity.Valid)]
    [InlineData(7.629394E-06f, OrderValidity.PriceIsTooLow)]
    [InlineData(float.Epsilon, OrderValidity.PriceIsTooLow)]
    [InlineData(0f, OrderValidity.PriceIsNotPositive)]
    [InlineData(-1f, OrderValidity.PriceIsNotPositive)]
    [InlineData(float.MinValue, OrderValidity.PriceIsNotPositive)]
    [InlineData(999_999_995_904f, OrderValidity.Valid)]
    [InlineData(1_000_000_061_440f, OrderValidity.PriceIsTooHigh)]
    [InlineData(float.MaxValue, OrderValidity.PriceIsTooHigh)]
    [InlineData(float.NaN, OrderValidity.PriceIsNotFinite)]
    [InlineData(float.PositiveInfinity, OrderValidity.PriceIsNotFinite)]
    [InlineData(float.NegativeInfinity, OrderValidity.PriceIsNotFinite)]
    public void A_price_is_one_whose_sums_are_exact(float price, OrderValidity expected)
    {
        Assert.Equal(expected, OrderRules.Check("1", "a", price));
        Assert.Equal(expected, OrderRules.Check("1"u8, "a"u8, price));
    }

    [Fact]
    public void The_limits_are_the_floats_next_to_the_specification()
    {
        Assert.Equal(OrderRules.LowestPrice, Math.Pow(2, -17));
        Assert.Equal(OrderRules.HighestPrice, 1e12f);
        Assert.Equal(OrderValidity.PriceIsNotPositive, OrderRules.Check("1"u8, "a"u8, -0f));
        Assert.True(OrderRules.HighestPrice < 1e12);
        Assert.True(MathF.BitIncrement(OrderRules.HighestPrice) > 1e12);
    }

    [Fact]
    public void Every_broken_rule_has_a_sentence_of_its_own()
    {
        var broken = Enum.GetValues<OrderValidity>().Where(validity => validity != OrderValidity.Valid).ToList();
        var reasons = broken.Select(OrderRules.Reason).Distinct().ToList();
        Assert.Equal(broken.Count, reasons.Count);
        Assert.All(reasons, reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderRules.Reason(OrderValidity.Valid));
    }
}
