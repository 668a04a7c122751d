using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace OrderPipeline.SchemaRegistry.Framing;

/// <summary>
/// Confluent's wire format: the magic byte 0, the schema id in four bytes big-endian, then the Avro.
/// </summary>
public static class ConfluentWireFormat
{
    /// <summary>Bytes in front of the Avro.</summary>
    public const int HeaderSize = 5;

    /// <summary>The first byte of every framed value.</summary>
    public const byte MagicByte = 0;

    /// <summary>Reads the header; the Avro begins at <see cref="HeaderSize"/>.</summary>
    /// <param name="value">The record's whole value.</param>
    /// <param name="schemaId">The writer's schema id, above 0; 0 unless the status is Ok.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FramingStatus TryReadHeader(ReadOnlySpan<byte> value, out int schemaId)
    {
        if (value.Length >= HeaderSize && value[0] == MagicByte)
        {
            schemaId = BinaryPrimitives.ReadInt32BigEndian(value.Slice(1, sizeof(int)));
            if (schemaId > 0)
                return FramingStatus.Ok;
        }

        schemaId = 0;
        return Diagnose(value);
    }

    /// <summary>Writes the header into the first <see cref="HeaderSize"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter, or the id not above 0.</exception>
    public static void WriteHeader(Span<byte> destination, int schemaId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(schemaId);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, HeaderSize);
        destination[0] = MagicByte;
        BinaryPrimitives.WriteInt32BigEndian(destination[1..], schemaId);
    }

    /// <summary>Says in words what is wrong with a value's framing, for a dead letter's reason.</summary>
    public static string Describe(FramingStatus status, ReadOnlySpan<byte> value) => status switch
    {
        FramingStatus.Ok => "the value is framed",
        FramingStatus.Empty => "the value is empty",
        FramingStatus.Truncated => string.Create(
            CultureInfo.InvariantCulture, $"the value ends after {value.Length} of the 5 bytes of the header"),
        FramingStatus.WrongMagicByte => string.Create(
            CultureInfo.InvariantCulture, $"the first byte is 0x{value[0]:X2}, not the magic byte 0x00"),
        FramingStatus.LooksLikeJson => string.Create(
            CultureInfo.InvariantCulture,
            $"the first byte is 0x{value[0]:X2}, not the magic byte 0x00: the value looks like JSON text"),
        FramingStatus.BadSchemaId =>
            "the schema id is not above 0 (a writer with 8-byte ids frames like this)",
        FramingStatus.LooksLikeLongId => string.Create(
            CultureInfo.InvariantCulture,
            $"the schema id is not above 0: this looks like an 8-byte id, {LongId(value)}, as Apicurio's serializers "
            + $"write it unless they are told to write 4 bytes"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FramingStatus Diagnose(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return FramingStatus.Empty;
        if (value[0] == MagicByte)
        {
            if (value.Length < HeaderSize)
                return FramingStatus.Truncated;
            return LongId(value) is > 0 and <= int.MaxValue ? FramingStatus.LooksLikeLongId : FramingStatus.BadSchemaId;
        }

        var text = value.TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] is (byte)'{' or (byte)'[' or (byte)'"'
            ? FramingStatus.LooksLikeJson
            : FramingStatus.WrongMagicByte;
    }

    // Ids of that length are counted up like the others: real ones have their first four bytes empty.
    private static long LongId(ReadOnlySpan<byte> value) =>
        value.Length > sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(value.Slice(1, sizeof(long))) : 0;
}
