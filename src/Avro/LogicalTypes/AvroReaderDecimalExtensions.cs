using System.Numerics;

namespace OrderPipeline.Avro;

/// <summary>
/// Reads decimals (specification, "Decimal"): two's complement, big-endian, of any length. One with more digits than
/// its precision, or without a byte, makes the reader fail; nothing is thrown.
/// </summary>
public static class AvroReaderDecimalExtensions
{
    /// <summary>Reads a <c>decimal</c> over bytes; allocates nothing.</summary>
    /// <param name="reader">Stands at the length.</param>
    /// <param name="precision">The schema's, 1 to 28.</param>
    /// <param name="scale">The schema's, 0 to <paramref name="precision"/>.</param>
    /// <param name="value">The number, with the schema's scale.</param>
    public static bool TryReadDecimal(this ref AvroReader reader, int precision, int scale, out decimal value)
    {
        var at = reader.Position;
        value = 0;
        return reader.TryReadBytes(out var bytes) && TryGet(ref reader, bytes, precision, scale, at, out value);
    }

    /// <summary>Reads a <c>decimal</c> over a fixed; allocates nothing.</summary>
    /// <param name="reader">Stands at the first byte.</param>
    /// <param name="size">The fixed's size in bytes.</param>
    /// <param name="precision">The schema's, 1 to 28.</param>
    /// <param name="scale">The schema's, 0 to <paramref name="precision"/>.</param>
    /// <param name="value">The number, with the schema's scale.</param>
    public static bool TryReadDecimalFixed(
        this ref AvroReader reader, int size, int precision, int scale, out decimal value)
    {
        var at = reader.Position;
        value = 0;
        return reader.TryReadFixed(size, out var bytes)
            && TryGet(ref reader, bytes, precision, scale, at, out value);
    }

    /// <summary>Reads a <c>decimal</c> of any precision over bytes.</summary>
    public static bool TryReadAvroDecimal(
        this ref AvroReader reader, int precision, int scale, out AvroDecimal value)
    {
        var at = reader.Position;
        value = default;
        return reader.TryReadBytes(out var bytes) && TryGetBig(ref reader, bytes, precision, scale, at, out value);
    }

    /// <summary>Reads a <c>decimal</c> of any precision over a fixed of <paramref name="size"/> bytes.</summary>
    public static bool TryReadAvroDecimalFixed(
        this ref AvroReader reader, int size, int precision, int scale, out AvroDecimal value)
    {
        var at = reader.Position;
        value = default;
        return reader.TryReadFixed(size, out var bytes)
            && TryGetBig(ref reader, bytes, precision, scale, at, out value);
    }

    /// <summary>Reads a <c>big-decimal</c>: within the bytes the digits as bytes, and the scale as an int.</summary>
    public static bool TryReadBigDecimal(this ref AvroReader reader, out AvroDecimal value)
    {
        var at = reader.Position;
        value = default;
        if (!reader.TryReadBytes(out var bytes))
            return false;
        var parts = new AvroReader(bytes);
        return (parts.TryReadBytes(out var digits) && parts.TryReadInt(out var scale) && parts.TryReadEnd()
            && TryGetBig(ref reader, digits, int.MaxValue, scale, at, out value))
            || reader.Fail(AvroErrorCode.BadDecimal, at);
    }

    private static bool TryGet(
        ref AvroReader reader, ReadOnlySpan<byte> bytes, int precision, int scale, int at, out decimal value)
    {
        value = 0;
        if (bytes.IsEmpty)
            return reader.Fail(AvroErrorCode.BadDecimal, at);
        if (!DecimalDigits.TryGet(bytes, precision, out var unscaled))
            return reader.Fail(AvroErrorCode.DecimalOutOfRange, at);
        value = DecimalDigits.Join((UInt128)Int128.Abs(unscaled), unscaled < 0, scale);
        return true;
    }

    private static bool TryGetBig(
        ref AvroReader reader, ReadOnlySpan<byte> bytes, int precision, int scale, int at, out AvroDecimal value)
    {
        value = default;
        if (bytes.IsEmpty)
            return reader.Fail(AvroErrorCode.BadDecimal, at);
        if (bytes.Length > DecimalDigits.MostBigBytes)
            return reader.Fail(AvroErrorCode.DecimalOutOfRange, at);
        var unscaled = new BigInteger(bytes, isBigEndian: true);
        if (!DecimalDigits.HasAtMost(unscaled, precision))
            return reader.Fail(AvroErrorCode.DecimalOutOfRange, at);
        value = new AvroDecimal(unscaled, scale);
        return true;
    }
}
