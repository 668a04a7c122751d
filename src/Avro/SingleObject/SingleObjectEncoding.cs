using System.Buffers.Binary;
using System.Globalization;

namespace OrderPipeline.Avro.SingleObject;

/// <summary>
/// Avro's own frame for one value (specification, "Single object encoding"): the marker C3 01, the writer schema's
/// CRC-64-AVRO fingerprint in eight bytes little-endian, then the binary encoding.
/// </summary>
public static class SingleObjectEncoding
{
    /// <summary>Bytes in front of the Avro.</summary>
    public const int HeaderSize = 10;

    private const int MarkerSize = 2;

    /// <summary>The two bytes that every framed value begins with: C3 and the format's version, 01.</summary>
    public static ReadOnlySpan<byte> Marker => [0xC3, 0x01];

    /// <summary>
    /// Reads the header; the Avro begins at <see cref="HeaderSize"/>. Never throws, never allocates.
    /// </summary>
    /// <param name="value">The whole value.</param>
    /// <param name="fingerprint">The writer schema's fingerprint, any number; 0 unless the status is Ok.</param>
    public static SingleObjectStatus TryReadHeader(ReadOnlySpan<byte> value, out ulong fingerprint)
    {
        if (value.Length >= HeaderSize && value.StartsWith(Marker))
        {
            fingerprint = BinaryPrimitives.ReadUInt64LittleEndian(value[MarkerSize..]);
            return SingleObjectStatus.Ok;
        }

        fingerprint = 0;
        if (value.IsEmpty)
            return SingleObjectStatus.Empty;
        var isMarked = value.StartsWith(Marker[..Math.Min(value.Length, MarkerSize)]);
        return isMarked ? SingleObjectStatus.Truncated : SingleObjectStatus.WrongMarker;
    }

    /// <summary>Writes the header into the first <see cref="HeaderSize"/> bytes.</summary>
    /// <param name="destination">At least <see cref="HeaderSize"/> bytes.</param>
    /// <param name="fingerprint">The writer schema's <see cref="Fingerprints.SchemaFingerprint.Crc64"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter.</exception>
    public static void WriteHeader(Span<byte> destination, ulong fingerprint)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, HeaderSize);
        Marker.CopyTo(destination);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[MarkerSize..], fingerprint);
    }

    /// <summary>The fingerprint as 16 hexadecimal digits, its bytes in the order of a header.</summary>
    public static string Hex(ulong fingerprint) =>
        BinaryPrimitives.ReverseEndianness(fingerprint).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Says in words what is wrong with a value's framing, for an error or a dead letter's reason.</summary>
    public static string Describe(SingleObjectStatus status, ReadOnlySpan<byte> value) => status switch
    {
        SingleObjectStatus.Ok => "the value is framed",
        SingleObjectStatus.Empty => "the value is empty",
        SingleObjectStatus.Truncated => string.Create(
            CultureInfo.InvariantCulture,
            $"the value ends after {value.Length} of the {HeaderSize} bytes of the header"),
        SingleObjectStatus.WrongMarker =>
            $"the value begins with {Start(value)}, not with the marker C301 of the single-object encoding",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>As much of the value as tells it from the marker: what follows may be nobody's business.</summary>
    private static string Start(ReadOnlySpan<byte> value) =>
        Convert.ToHexString(value[..Math.Min(value.Length, value[0] == Marker[0] ? MarkerSize : 1)]);
}
