using System.Globalization;
using System.Text;
using OrderPipeline.Producer;
using OrderPipeline.Producer.Source;
using OrderPipeline.Producer.Source.Random;
using TestKit.Memory;

namespace Producer.Tests.Source;

[Trait("Category", "Unit")]
public sealed class RandomOrderSourceTests
{
    [Fact]
    public void Seed_7_begins_with_these_orders_on_every_machine() =>
        Assert.Equal(
            ["7-1 Item2 11.51", "7-2 Item5 62.46", "7-3 Item3 32.45", "7-4 Item3 39.53", "7-5 Item1 47.18"],
            Orders(7, 5));

    [Fact]
    public void Equal_seeds_give_equal_orders_and_other_seeds_others()
    {
        Assert.Equal(Orders(42, 1_000), Orders(42, 1_000));
        Assert.NotEqual(Orders(42, 10).Select(Body), Orders(43, 10).Select(Body));
    }

    [Fact]
    public void Prices_stay_in_their_range_and_reach_both_ends()
    {
        using var source = new RandomOrderSource(7, "x", ["A"], new PriceRange(10_00, 10_03));
        var prices = new HashSet<float>();
        for (var n = 0; n < 200; n++)
        {
            source.TryRead(out var order, out _);
            prices.Add(order.Price);
        }

        Assert.Equal([10.00f, 10.01f, 10.02f, 10.03f], prices.Order());
    }

    [Fact]
    public void A_count_ends_the_source()
    {
        using var source = new CountedOrderSource(new RandomOrderSource(7, "7", ["A"], PriceRange.Default), 2);

        Assert.Equal(SourceStatus.Order, source.TryRead(out _, out _));
        Assert.Equal(SourceStatus.Order, source.TryRead(out _, out _));
        Assert.Equal(SourceStatus.End, source.TryRead(out _, out _));
        Assert.Equal(SourceStatus.End, source.TryRead(out _, out _));
    }

    [Fact]
    public void A_drawn_seed_becomes_a_prefix_of_thirteen_characters()
    {
        Assert.Equal("0000000000007", RunSeed.Drawn(7).IdPrefix);
        Assert.Equal("fzzzzzzzzzzzz", RunSeed.Drawn(ulong.MaxValue).IdPrefix);
        Assert.NotEqual(RunSeed.Fresh(), RunSeed.Fresh());
        Assert.Equal(new RunSeed(7, "7"), RunSeed.Given(7));
    }

    [Theory]
    [InlineData("10..100", 10_00, 100_00)]
    [InlineData("0.01..0.01", 1, 1)]
    [InlineData("9.95..10.5", 9_95, 10_50)]
    public void A_price_range_is_read_in_cents(string text, long min, long max)
    {
        Assert.True(PriceRange.TryParse(text, out var range));
        Assert.Equal(new PriceRange(min, max), range);
    }

    [Fact]
    public void A_price_range_is_shown_as_it_is_read()
    {
        Assert.Equal("10.00..100.00", $"{PriceRange.Default}");
        Assert.True(PriceRange.TryParse($"{new PriceRange(9_95, 10_50)}", out var read));
        Assert.Equal(new PriceRange(9_95, 10_50), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10..")]
    [InlineData("..10")]
    [InlineData("20..10")]
    [InlineData("0..10")]
    [InlineData("-1..10")]
    [InlineData("1.234..10")]
    [InlineData("10..1000000000000")]
    [InlineData("1e1..20")]
    [InlineData("NaN..20")]
    public void A_bad_price_range_is_refused(string text) => Assert.False(PriceRange.TryParse(text, out _));

    [Fact]
    public void Orders_after_the_first_allocate_nothing()
    {
        using var source = new RandomOrderSource(7, "7", ["A", "B"], PriceRange.Default);
        source.TryRead(out _, out _);

        var allocated = Allocations.Of(() =>
        {
            for (var n = 0; n < 1_000; n++) source.TryRead(out _, out _);
        });

        Assert.Equal(0, allocated);
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static string Body(string order) => order[order.IndexOf(' ', StringComparison.Ordinal)..];

    private static List<string> Orders(ulong seed, int count)
    {
        var run = RunSeed.Given(seed);
        using var source = new RandomOrderSource(
            run.Seed, run.IdPrefix, RunArguments.DefaultProducts, PriceRange.Default);
        var orders = new List<string>();
        for (var n = 0; n < count; n++)
        {
            source.TryRead(out var order, out _);
            orders.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{Text(order.OrderId)} {Text(order.Product)} {order.Price:0.00}"));
        }

        return orders;
    }
}
