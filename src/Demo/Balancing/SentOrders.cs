using System.Text;
using OrderPipeline.Producer;
using OrderPipeline.Producer.Source.Random;

namespace OrderPipeline.Demo.Balancing;

/// <summary>What a seeded run of the producer sends, known from the seed alone and not from any topic.</summary>
internal sealed class SentOrders
{
    private readonly SortedDictionary<string, ExactPrices> _products = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);

    /// <param name="seed">As <c>--seed</c>.</param>
    /// <param name="count">As <c>--count</c>.</param>
    /// <param name="fail">The product whose orders all become dead letters.</param>
    public SentOrders(ulong seed, int count, string fail)
    {
        Count = count;
        var run = RunSeed.Given(seed);
        using var source = new RandomOrderSource(
            run.Seed, run.IdPrefix, RunArguments.DefaultProducts, PriceRange.Default);
        for (var made = 0; made < count; made++)
        {
            source.TryRead(out var order, out _);
            var product = Encoding.UTF8.GetString(order.Product);
            if (product == fail)
                _failing.Add(Encoding.UTF8.GetString(order.OrderId));
            else
                _products[product] = _products.GetValueOrDefault(product).Add(order.Price);
        }
    }

    /// <summary>All orders, the failing product's among them.</summary>
    public int Count { get; }

    /// <summary>What is to be averaged, by product.</summary>
    public IReadOnlyDictionary<string, ExactPrices> Averaged => _products;

    /// <summary>Ids of the orders that are to become dead letters.</summary>
    public IReadOnlySet<string> Failing => _failing;
}
