using System.Globalization;
using System.Numerics;

namespace OrderPipeline.Demo.Balancing;

/// <summary>How many prices, and their exact sum.</summary>
/// <remarks>Arithmetic of its own, over arbitrarily large integers, so that it cannot share a mistake with the
/// consumer's.</remarks>
internal readonly record struct ExactPrices(long Count, BigInteger Units)
{
    // Every finite float is a whole multiple of 2⁻¹⁴⁹.
    private const int FractionBits = 149;
    private const int FloatFractionBits = 23;
    private const int FloatExponentMask = 0xff;

    public ExactPrices Add(float price) => new(Count + 1, Units + UnitsOf(price));

    public static ExactPrices operator +(ExactPrices left, ExactPrices right) =>
        new(left.Count + right.Count, left.Units + right.Units);

    /// <summary>Whether an exact decimal, such as <c>118.578125</c>, is the same sum.</summary>
    public bool SumIs(string exactDecimal)
    {
        var point = exactDecimal.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? exactDecimal : exactDecimal.Remove(point, 1);
        var places = point < 0 ? 0 : exactDecimal.Length - point - 1;
        return BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number << FractionBits == Units * BigInteger.Pow(10, places);
    }

    /// <summary>The sum for people, to the cent.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(decimal)(Units * 100 >> FractionBits) / 100:N2}");

    private static BigInteger UnitsOf(float price)
    {
        var bits = BitConverter.SingleToInt32Bits(price);
        var exponent = (bits >> FloatFractionBits) & FloatExponentMask;
        var fraction = bits & ((1 << FloatFractionBits) - 1);
        var units = exponent == 0
            ? new BigInteger(fraction)
            : new BigInteger(fraction | (1 << FloatFractionBits)) << (exponent - 1);
        return bits < 0 ? -units : units;
    }
}
