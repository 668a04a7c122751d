using System.Globalization;
using System.Numerics;

namespace OrderPipeline.Avro;

/// <summary>
/// A decimal number of any size, exact: <c>Unscaled × 10^-Scale</c>. For decimals of more than 28 digits and for
/// <c>big-decimal</c>, which <see cref="decimal"/> cannot hold.
/// </summary>
/// <remarks>Equal by value, as <see cref="decimal"/> is: 1.5 equals 1.50, whatever the scales.</remarks>
public readonly struct AvroDecimal : IEquatable<AvroDecimal>
{
    /// <summary>Zeros that a text may show beyond the digits; where there were more it has an exponent.</summary>
    private const int MostZeros = 40;

    // A prime: ten has an inverse in its field, so that a number's hash does not depend on its scale.
    private const long HashField = int.MaxValue;
    private const long Tenth = 1503238553;

    /// <summary>The number <c>unscaled × 10^-scale</c>.</summary>
    /// <param name="unscaled">All digits.</param>
    /// <param name="scale">How many of them stand after the point; negative for zeros in front of it.</param>
    public AvroDecimal(BigInteger unscaled, int scale)
    {
        Unscaled = unscaled;
        Scale = scale;
    }

    /// <summary>All digits as a whole number.</summary>
    public BigInteger Unscaled { get; }

    /// <summary>How many of the digits stand after the point; negative for zeros in front of it.</summary>
    public int Scale { get; }

    /// <summary>The same number with the same scale.</summary>
    public static implicit operator AvroDecimal(decimal value) => FromDecimal(value);

    /// <summary>The same number.</summary>
    /// <exception cref="OverflowException">A decimal cannot hold it exactly.</exception>
    public static explicit operator decimal(AvroDecimal value) => value.ToDecimal();

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(AvroDecimal left, AvroDecimal right) => left.Equals(right);

    /// <summary>Whether they are different numbers.</summary>
    public static bool operator !=(AvroDecimal left, AvroDecimal right) => !left.Equals(right);

    /// <summary>The same number with the same scale.</summary>
    public static AvroDecimal FromDecimal(decimal value)
    {
        var magnitude = DecimalDigits.Split(value, out var scale, out var isNegative);
        return new AvroDecimal(isNegative ? -(BigInteger)magnitude : magnitude, scale);
    }

    /// <summary>The same number.</summary>
    /// <exception cref="OverflowException">A decimal cannot hold it exactly.</exception>
    public decimal ToDecimal() => TryToDecimal(out var value)
        ? value
        : throw new OverflowException("The number has more digits than a decimal can hold.");

    /// <summary>The same number, where a decimal can hold it exactly; 28 digits always fit.</summary>
    public bool TryToDecimal(out decimal value)
    {
        value = 0;
        if (Unscaled.IsZero)
        {
            value = new decimal(0, 0, 0, false, (byte)Math.Clamp(Scale, 0, DecimalDigits.MaxScale));
            return true;
        }

        // Below 10^29 is what a decimal can hold; so a far negative scale is not worked out.
        if (DecimalDigits.FewestDigits(Unscaled) - (long)Scale > DecimalDigits.MaxScale + 1)
            return false;
        if (!TryRescale(Math.Clamp(Scale, 0, DecimalDigits.MaxScale), out var fitted))
            return false;
        while (BigInteger.Abs(fitted.Unscaled).GetBitLength() > DecimalDigits.MaxBits)
        {
            if (fitted.Scale == 0 || !fitted.TryRescale(fitted.Scale - 1, out fitted))
                return false;
        }

        var magnitude = (UInt128)BigInteger.Abs(fitted.Unscaled);
        value = DecimalDigits.Join(magnitude, fitted.Unscaled.Sign < 0, fitted.Scale);
        return true;
    }

    /// <summary>The same number with another scale; false where that would lose digits.</summary>
    /// <param name="scale">Digits after the point.</param>
    /// <param name="value">The same number.</param>
    /// <remarks>A scale far beyond the number's own makes a number of as many digits.</remarks>
    public bool TryRescale(int scale, out AvroDecimal value)
    {
        // Copied first: the caller's out variable may be this very number.
        var (unscaled, more) = (Unscaled, (long)scale - Scale);
        value = new AvroDecimal(unscaled, scale);
        if (more == 0 || unscaled.IsZero)
            return true;
        if (more > 0)
        {
            if (more > DecimalDigits.MostBigDigits)
                return false;
            value = new AvroDecimal(unscaled * BigInteger.Pow(10, (int)more), scale);
            return true;
        }

        // A number of so many zeros would have more bits than this one has: no need to make it.
        if (-more > DecimalDigits.MostDigits(unscaled))
            return false;
        var quotient = BigInteger.DivRem(unscaled, BigInteger.Pow(10, (int)-more), out var rest);
        value = new AvroDecimal(quotient, scale);
        return rest.IsZero;
    }

    /// <summary>Whether it is the same number, whatever its scale.</summary>
    public bool Equals(AvroDecimal other)
    {
        if (Scale == other.Scale || Unscaled.IsZero || other.Unscaled.IsZero)
            return Unscaled == other.Unscaled;
        var (finer, coarser) = Scale > other.Scale ? (this, other) : (other, this);
        return finer.TryRescale(coarser.Scale, out var same) && same.Unscaled == coarser.Unscaled;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AvroDecimal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var digits = (long)(Unscaled % HashField);
        var factor = (long)BigInteger.ModPow(Scale < 0 ? 10 : Tenth, Math.Abs((long)Scale), HashField);
        return (int)(((digits + HashField) % HashField) * factor % HashField);
    }

    /// <summary>All digits, with an exponent where it would be mostly zeros: <c>-0.05</c>, <c>12E+100</c>.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture);
        var sign = Unscaled.Sign < 0 ? "-" : "";
        if (Scale == 0)
            return sign + digits;
        if (Scale < 0 || Scale > digits.Length + MostZeros)
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits}E{-(long)Scale:+0;-0}");
        var padded = digits.PadLeft(Scale + 1, '0');
        return $"{sign}{padded[..^Scale]}.{padded[^Scale..]}";
    }
}
