namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>The double nearest to an exact quotient, rounded once, half to even.</summary>
/// <remarks><c>(double)sum / count</c> rounds twice and differs in a quarter of all cases.</remarks>
internal static class ExactAverage
{
    private const int DoublePrecision = 53;

    /// <summary>Sum divided by count.</summary>
    /// <param name="sum">In units of 2⁻⁴⁰, from 0.</param>
    /// <param name="count">From 1.</param>
    public static double Of(Int128 sum, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sum);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (sum == 0) return 0;

        // Shifted to the left edge, the quotient by a 63-bit count has 65 bits or more: enough for 53 and an
        // exact rest.
        var shift = (int)UInt128.LeadingZeroCount((UInt128)sum);
        var (quotient, remainder) = UInt128.DivRem((UInt128)sum << shift, (UInt128)count);
        var dropped = 128 - (int)UInt128.LeadingZeroCount(quotient) - DoublePrecision;
        var significand = (ulong)(quotient >> dropped);
        var rest = quotient & ((UInt128.One << dropped) - 1);
        var half = UInt128.One << (dropped - 1);
        var isUp = rest > half || (rest == half && (remainder != 0 || (significand & 1) == 1));
        if (isUp) significand++;
        return Math.ScaleB((double)significand, dropped - shift - FixedPoint.FractionBits);
    }
}
