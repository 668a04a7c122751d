using System.Numerics;

namespace OrderPipeline.Avro;

/// <summary>
/// Writes decimals (specification, "Decimal"): two's complement, big-endian, as short as can be. What has no exact
/// form with the schema's scale and precision is refused, never rounded, and nothing of it is written.
/// </summary>
public static class AvroWriterDecimalExtensions
{
    /// <summary>Numbers up to so many bytes need no array.</summary>
    private const int MostOnStack = 128;

    /// <summary>Writes a <c>decimal</c> over bytes; allocates nothing.</summary>
    /// <param name="writer">Where to; whether there was room is its <see cref="AvroWriter.Error"/>.</param>
    /// <param name="value">Any number.</param>
    /// <param name="precision">The schema's, 1 to 28.</param>
    /// <param name="scale">The schema's, 0 to <paramref name="precision"/>.</param>
    /// <returns>False where the number has other digits than these.</returns>
    public static bool TryWriteDecimal(this ref AvroWriter writer, decimal value, int precision, int scale)
    {
        if (!DecimalDigits.TryUnscale(value, precision, scale, out var unscaled))
            return false;
        Span<byte> bytes = stackalloc byte[16];
        var start = DecimalDigits.Put(bytes, unscaled);
        writer.WriteBytes(bytes[start..]);
        return true;
    }

    /// <summary>Writes a <c>decimal</c> over a fixed; allocates nothing.</summary>
    /// <param name="writer">Where to; whether there was room is its <see cref="AvroWriter.Error"/>.</param>
    /// <param name="value">Any number.</param>
    /// <param name="size">The fixed's size in bytes.</param>
    /// <param name="precision">The schema's, 1 to 28.</param>
    /// <param name="scale">The schema's, 0 to <paramref name="precision"/>.</param>
    /// <returns>False where the number has other digits than these, or does not go into the fixed.</returns>
    public static bool TryWriteDecimalFixed(
        this ref AvroWriter writer, decimal value, int size, int precision, int scale)
    {
        if (!DecimalDigits.TryUnscale(value, precision, scale, out var unscaled))
            return false;
        Span<byte> bytes = stackalloc byte[16];
        var start = DecimalDigits.Put(bytes, unscaled);
        return TryWriteFilled(ref writer, bytes[start..], size);
    }

    /// <summary>Writes a <c>decimal</c> of any precision over bytes; false where digits would be lost.</summary>
    public static bool TryWriteAvroDecimal(this ref AvroWriter writer, AvroDecimal value, int precision, int scale)
    {
        if (!TryFit(value, precision, scale, out var unscaled))
            return false;
        var count = unscaled.GetByteCount();
        var bytes = count <= MostOnStack ? stackalloc byte[count] : new byte[count];
        _ = unscaled.TryWriteBytes(bytes, out _, isBigEndian: true);
        writer.WriteBytes(bytes);
        return true;
    }

    /// <summary>Writes a <c>decimal</c> of any precision over a fixed; false where digits would be lost.</summary>
    public static bool TryWriteAvroDecimalFixed(
        this ref AvroWriter writer, AvroDecimal value, int size, int precision, int scale)
    {
        if (!TryFit(value, precision, scale, out var unscaled))
            return false;
        var count = unscaled.GetByteCount();
        var bytes = count <= MostOnStack ? stackalloc byte[count] : new byte[count];
        _ = unscaled.TryWriteBytes(bytes, out _, isBigEndian: true);
        return TryWriteFilled(ref writer, bytes, size);
    }

    /// <summary>Writes a <c>big-decimal</c>: within bytes the digits and the number's own scale.</summary>
    public static void WriteBigDecimal(this ref AvroWriter writer, AvroDecimal value)
    {
        var count = value.Unscaled.GetByteCount();
        var bytes = count <= MostOnStack ? stackalloc byte[count] : new byte[count];
        _ = value.Unscaled.TryWriteBytes(bytes, out _, isBigEndian: true);
        Span<byte> scale = stackalloc byte[5];
        var scaleWriter = new AvroWriter(scale);
        scaleWriter.WriteInt(value.Scale);
        Span<byte> length = stackalloc byte[5];
        var lengthWriter = new AvroWriter(length);
        lengthWriter.WriteInt(count);

        writer.WriteLong(lengthWriter.Written + (long)count + scaleWriter.Written);
        writer.WriteFixed(length[..lengthWriter.Written]);
        writer.WriteFixed(bytes);
        writer.WriteFixed(scale[..scaleWriter.Written]);
    }

    private static bool TryFit(AvroDecimal value, int precision, int scale, out BigInteger unscaled)
    {
        // Digits before the point that the schema has no room for need not be multiplied first.
        unscaled = default;
        var digits = DecimalDigits.FewestDigits(value.Unscaled) - value.Scale + scale;
        if (!value.Unscaled.IsZero && digits > precision)
            return false;
        var isExact = value.TryRescale(scale, out var fitted);
        unscaled = fitted.Unscaled;
        return isExact && DecimalDigits.HasAtMost(unscaled, precision);
    }

    /// <summary>Bytes of the sign, then the number; the precision of a schema always fits into its fixed.</summary>
    private static bool TryWriteFilled(ref AvroWriter writer, scoped ReadOnlySpan<byte> number, int size)
    {
        if (number.Length > size)
            return false;
        Span<byte> sign = stackalloc byte[32];
        sign.Fill((byte)((sbyte)number[0] >> 7));
        for (var left = size - number.Length; left > 0; left -= sign.Length)
            writer.WriteFixed(sign[..Math.Min(left, sign.Length)]);
        writer.WriteFixed(number);
        return true;
    }
}
