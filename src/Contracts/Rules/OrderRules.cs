using System.Text;

namespace OrderPipeline.Contracts.Rules;

/// <summary>What a valid order is: the producer refuses the others, the consumer dead-letters them.</summary>
/// <remarks>Spans in, a status out: nothing is allocated, whatever the order holds.</remarks>
public static class OrderRules
{
    /// <summary>
    /// 2⁻¹⁷: exact sums are kept in units of 2⁻⁴⁰, and every float from here up is a multiple of that.
    /// </summary>
    public const float LowestPrice = 7.62939453125E-06f;

    /// <summary>The largest float below 10¹². (10¹² itself is no float: the literal 1e12f is this number.)</summary>
    public const float HighestPrice = 999_999_995_904f;

    /// <summary>The first rule that the order breaks, in the order of the fields.</summary>
    /// <param name="orderId">UTF-8, already checked.</param>
    /// <param name="product">UTF-8, already checked.</param>
    /// <param name="price">Any float.</param>
    public static OrderValidity Check(ReadOnlySpan<byte> orderId, ReadOnlySpan<byte> product, float price)
    {
        if (IsBlank(orderId))
            return OrderValidity.OrderIdIsEmpty;
        if (IsBlank(product))
            return OrderValidity.ProductIsEmpty;
        return product[0] == (byte)'$' ? OrderValidity.ProductIsReserved : CheckPrice(price);
    }

    /// <summary>
    /// The first rule that the order breaks, in the order of the fields; a null string is an empty one.
    /// </summary>
    public static OrderValidity Check(ReadOnlySpan<char> orderId, ReadOnlySpan<char> product, float price)
    {
        if (orderId.IsWhiteSpace())
            return OrderValidity.OrderIdIsEmpty;
        if (product.IsWhiteSpace())
            return OrderValidity.ProductIsEmpty;
        return product[0] == '$' ? OrderValidity.ProductIsReserved : CheckPrice(price);
    }

    /// <summary>One sentence that says which rule is broken, without the order's own data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is valid, or the value is none of the
    /// enum.</exception>
    public static string Reason(OrderValidity validity) => validity switch
    {
        OrderValidity.OrderIdIsEmpty => "The order id is empty.",
        OrderValidity.ProductIsEmpty => "The product is empty.",
        OrderValidity.ProductIsReserved => "The product begins with '$', which is reserved.",
        OrderValidity.PriceIsNotFinite => "The price is not a finite number.",
        OrderValidity.PriceIsNotPositive => "The price is not above zero.",
        OrderValidity.PriceIsTooLow => "The price is below the lowest one allowed, 2^-17.",
        OrderValidity.PriceIsTooHigh => "The price is not below 10^12.",
        _ => throw new ArgumentOutOfRangeException(nameof(validity), validity, "Only a broken rule has a reason."),
    };

    private static OrderValidity CheckPrice(float price) => price switch
    {
        >= LowestPrice and <= HighestPrice => OrderValidity.Valid,
        _ when !float.IsFinite(price) => OrderValidity.PriceIsNotFinite,
        <= 0 => OrderValidity.PriceIsNotPositive,
        < LowestPrice => OrderValidity.PriceIsTooLow,
        _ => OrderValidity.PriceIsTooHigh,
    };

    private static bool IsBlank(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            if (utf8[0] is > (byte)' ' and < 0x7F)
                return false;
            _ = Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            if (!Rune.IsWhiteSpace(rune))
                return false;
            utf8 = utf8[length..];
        }

        return true;
    }
}
