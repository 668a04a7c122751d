using OrderPipeline.Producer.Source;
using OrderPipeline.Producer.Source.Random;

namespace Benchmarks.Input;

/// <summary>The orders that every run reads: order n (from 0) is record n / 4 of partition n % 4.</summary>
/// <param name="Topic">Where they are.</param>
/// <param name="Count">How many.</param>
/// <param name="Products">How many different products; product n is <c>Item&lt;n&gt;</c>, from 1.</param>
/// <param name="Fault">What is wrong with each of them.</param>
internal sealed record OrderInput(string Topic, int Count, int Products, OrderFault Fault = OrderFault.None)
{
    public const int Partitions = 4;

    private const ulong Seed = 7;

    /// <summary>The orders again, from the first one, as the producer's program makes them.</summary>
    public IOrderSource Generate() => new RandomOrderSource(
        Seed, "bench", [.. Enumerable.Range(1, Products).Select(number => $"Item{number}")], PriceRange.Default);
}
