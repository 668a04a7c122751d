using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Prices and their sums as whole numbers in units of 2⁻⁴⁰ (ADR 0004).</summary>
internal static class FixedPoint
{
    /// <summary>Bits behind the point.</summary>
    public const int FractionBits = 40;

    /// <summary>Bytes of a sum in the books: two's complement, big-endian.</summary>
    public const int Size = 16;

    private const int FloatFractionBits = 23;
    private const int FloatExponentBias = 127;

    /// <summary>2⁴⁰ / 10⁴⁰ = 1 / 5⁴⁰: what turns a sum into its decimal digits.</summary>
    private static readonly BigInteger FiveToThe40 = BigInteger.Pow(5, FractionBits);

    /// <summary>A valid price, exactly.</summary>
    /// <param name="price">From 2⁻¹⁷ up to below 10¹²: each such float is a multiple of 2⁻⁴⁰.</param>
    public static Int128 FromPrice(float price)
    {
        var bits = BitConverter.SingleToUInt32Bits(price);
        var exponent = (int)(bits >> FloatFractionBits) - FloatExponentBias - FloatFractionBits;
        var significand = (bits & ((1u << FloatFractionBits) - 1)) | (1u << FloatFractionBits);

        // Through Int128: a long would saturate from 8,388,608 on.
        return (Int128)significand << (exponent + FractionBits);
    }

    /// <summary>Writes a sum as the books hold it.</summary>
    public static void Write(Int128 sum, Span<byte> destination) =>
        BinaryPrimitives.WriteInt128BigEndian(destination, sum);

    /// <summary>Reads a sum as the books hold it.</summary>
    public static Int128 Read(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadInt128BigEndian(source);

    /// <summary>The exact decimal, without zeros at its end: <c>45.990001678466796875</c>.</summary>
    public static string ToDecimal(Int128 sum)
    {
        var isNegative = sum < 0;
        var digits = (BigInteger.Abs((BigInteger)sum) * FiveToThe40).ToString(CultureInfo.InvariantCulture)
            .PadLeft(FractionBits + 1, '0');
        var whole = digits[..^FractionBits];
        var fraction = digits[^FractionBits..].TrimEnd('0');
        var text = fraction.Length == 0 ? whole : $"{whole}.{fraction}";
        return isNegative ? "-" + text : text;
    }
}
