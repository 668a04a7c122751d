using System.Globalization;

namespace OrderPipeline.Producer.Source.Random;

/// <summary>Prices to choose from, in whole cents, both ends included.</summary>
internal readonly record struct PriceRange(long MinCents, long MaxCents)
{
    /// <summary>10.00 to 100.00.</summary>
    public static readonly PriceRange Default = new(10_00, 100_00);

    /// <summary>The highest price that a valid order can have, 10¹² excluded.</summary>
    private const long HighestCents = 99_999_999_590_400;

    /// <summary>Reads <c>MIN..MAX</c>, for example <c>10..99.95</c>: from 0.01, at most two decimals.</summary>
    public static bool TryParse(string text, out PriceRange range)
    {
        range = Default;
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0
            || !TryParseCents(text.AsSpan(0, dots), out var min)
            || !TryParseCents(text.AsSpan(dots + 2), out var max)
            || min > max)
        {
            return false;
        }

        range = new PriceRange(min, max);
        return true;
    }

    /// <summary>As it is read.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{MinCents / 100m:0.00}..{MaxCents / 100m:0.00}");

    /// <summary>The float nearest to the price.</summary>
    public static float Price(long cents) => (float)(cents / 100.0);

    private static bool TryParseCents(ReadOnlySpan<char> text, out long cents)
    {
        cents = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            || price is <= 0 or >= 1_000_000_000_000m)
        {
            return false;
        }

        price *= 100;
        if (price != decimal.Truncate(price) || price > HighestCents) return false;
        cents = (long)price;
        return true;
    }
}
