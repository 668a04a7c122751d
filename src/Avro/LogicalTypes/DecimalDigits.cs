using System.Buffers.Binary;
using System.Numerics;

namespace OrderPipeline.Avro;

/// <summary>The digits of decimals as whole numbers, and these as two's complement, big-endian.</summary>
internal static class DecimalDigits
{
    /// <summary>Digits that every <see cref="decimal"/> can hold; some of 29 it can hold, too.</summary>
    internal const int MaxPrecision = 28;

    internal const int MaxScale = 28;

    /// <summary>Bits of a decimal's whole number.</summary>
    internal const int MaxBits = 96;

    /// <summary>Digits that a number may be filled up to: more would be a mistake or an attack.</summary>
    internal const int MostBigDigits = 1_000_000;

    /// <summary>Bytes of a number that <see cref="BigInteger"/> is sure to hold.</summary>
    internal const int MostBigBytes = 1 << 27;

    private static readonly UInt128[] Powers = MakePowers();

    internal static UInt128 Power(int exponent) => Powers[exponent];

    internal static UInt128 Split(decimal value, out int scale, out bool isNegative)
    {
        Span<int> bits = stackalloc int[4];
        _ = decimal.GetBits(value, bits);
        scale = (bits[3] >> 16) & 0xFF;
        isNegative = bits[3] < 0;
        return new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
    }

    /// <summary>The decimal of a whole number of at most 96 bits.</summary>
    internal static decimal Join(UInt128 magnitude, bool isNegative, int scale)
    {
        var low = (ulong)magnitude;
        return new decimal((int)low, (int)(low >> 32), (int)(uint)(magnitude >> 64), isNegative, (byte)scale);
    }

    /// <summary>The whole number that stands for a decimal of this precision and scale, if one does exactly.</summary>
    internal static bool TryUnscale(decimal value, int precision, int scale, out Int128 unscaled)
    {
        var digits = Split(value, out var ownScale, out var isNegative);
        var isExact = true;
        if (ownScale > scale)
        {
            (digits, var rest) = UInt128.DivRem(digits, Power(ownScale - scale));
            isExact = rest == 0;
        }
        else
        {
            var factor = Power(scale - ownScale);
            isExact = digits <= Power(precision) / factor;
            digits = isExact ? digits * factor : 0;
        }

        unscaled = isNegative ? -(Int128)digits : (Int128)digits;
        return isExact && digits < Power(precision);
    }

    /// <summary>Writes the number into the end of 16 bytes and tells where its shortest form begins.</summary>
    internal static int Put(Span<byte> sixteen, Int128 value)
    {
        BinaryPrimitives.WriteInt128BigEndian(sixteen, value);
        var start = 0;
        while (start < 15 && IsSign(sixteen[start], sixteen[start + 1]))
            start++;
        return start;
    }

    /// <summary>Reads a number of any length that has at most so many digits.</summary>
    internal static bool TryGet(ReadOnlySpan<byte> bytes, int precision, out Int128 value)
    {
        value = 0;
        if (bytes.IsEmpty)
            return false;
        var sign = (byte)((sbyte)bytes[0] >> 7);
        if (bytes.Length > 16)
        {
            var above = bytes[..^16];
            if (above.ContainsAnyExcept(sign) || (byte)((sbyte)bytes[^16] >> 7) != sign)
                return false;
            bytes = bytes[^16..];
        }

        value = (sbyte)sign;
        foreach (var b in bytes)
            value = (value << 8) | b;

        // The smallest number is no absolute value, but far below every bound.
        var bound = (Int128)Power(precision);
        return value < bound && value > -bound;
    }

    /// <summary>Whether a whole number has at most so many digits; costs no more than the number itself.</summary>
    internal static bool HasAtMost(BigInteger value, int digits)
    {
        if (MostDigits(value) <= digits)
            return true;
        return FewestDigits(value) <= digits && BigInteger.Abs(value) < BigInteger.Pow(10, digits);
    }

    /// <summary>No number of so many bits has more digits.</summary>
    internal static long MostDigits(BigInteger value) => (long)(BitsOf(value) * double.Log10(2)) + 1;

    /// <summary>No number of so many bits has fewer digits.</summary>
    internal static long FewestDigits(BigInteger value) => (long)((BitsOf(value) - 1) * double.Log10(2));

    private static long BitsOf(BigInteger value) => BigInteger.Abs(value).GetBitLength();

    private static bool IsSign(byte first, byte second) =>
        first == (byte)((sbyte)second >> 7);

    private static UInt128[] MakePowers()
    {
        var powers = new UInt128[MaxScale + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
