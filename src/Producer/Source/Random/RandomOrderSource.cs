using System.Buffers.Text;
using System.Text;
using OrderPipeline.Producer.Source.Lines;

namespace OrderPipeline.Producer.Source.Random;

/// <summary>Makes orders from a seed: equal seeds give equal orders, on every machine.</summary>
/// <remarks>
/// Order n takes two numbers of one SplitMix64 stream, first the product's index, then the cents. Ids are
/// <c>&lt;prefix&gt;-&lt;n&gt;</c>, n from 1.
/// </remarks>
internal sealed class RandomOrderSource : IOrderSource
{
    private const int LongestNumber = 20;

    private readonly byte[][] _products;
    private readonly PriceRange _prices;
    private readonly byte[] _id;
    private readonly int _prefixLength;
    private SplitMix64 _random;
    private long _made;

    /// <param name="seed">Of the products and prices.</param>
    /// <param name="idPrefix">What every id begins with.</param>
    /// <param name="products">At least one.</param>
    /// <param name="prices">Both ends are possible prices.</param>
    public RandomOrderSource(ulong seed, string idPrefix, IReadOnlyList<string> products, PriceRange prices)
    {
        ArgumentOutOfRangeException.ThrowIfZero(products.Count);
        _random = new SplitMix64(seed);
        _products = [.. products.Select(Encoding.UTF8.GetBytes)];
        _prices = prices;
        var prefix = Encoding.UTF8.GetBytes(idPrefix + "-");
        _prefixLength = prefix.Length;
        _id = new byte[prefix.Length + LongestNumber];
        prefix.CopyTo(_id, 0);
    }

    public SourceStatus TryRead(out OrderFields order, out BadLine? badLine)
    {
        badLine = null;
        _made++;
        Utf8Formatter.TryFormat(_made, _id.AsSpan(_prefixLength), out var digits);
        var product = _products[_random.NextBelow((ulong)_products.Length)];
        var cents = _prices.MinCents + (long)_random.NextBelow((ulong)(_prices.MaxCents - _prices.MinCents + 1));
        order = new OrderFields(_id.AsSpan(0, _prefixLength + digits), product, PriceRange.Price(cents));
        return SourceStatus.Order;
    }

    public void Dispose()
    {
    }
}
