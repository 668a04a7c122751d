using System.Buffers.Binary;

namespace OrderPipeline.Avro;

/// <summary>
/// Writes .NET's types as logical types (specification, "Logical Types"). Times finer than the unit are cut off
/// towards the past, as a clock that counts in that unit would show them; nothing is allocated.
/// </summary>
public static class AvroWriterExtensions
{
    private const int UuidTextLength = 36;
    private const int UuidSize = 16;

    /// <summary>Writes a <c>date</c>: days since 1970 as an int.</summary>
    public static void WriteDate(this ref AvroWriter writer, DateOnly value) =>
        writer.WriteInt(value.DayNumber - TimeUnits.EpochDay);

    /// <summary>Writes <c>time-millis</c>: whole milliseconds after midnight as an int.</summary>
    public static void WriteTimeMillis(this ref AvroWriter writer, TimeOnly value) =>
        writer.WriteInt((int)(value.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>Writes <c>time-micros</c>: whole microseconds after midnight as a long.</summary>
    public static void WriteTimeMicros(this ref AvroWriter writer, TimeOnly value) =>
        writer.WriteLong(value.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Writes <c>timestamp-millis</c>: whole milliseconds since 1970 as a long.</summary>
    public static void WriteTimestampMillis(this ref AvroWriter writer, DateTimeOffset value) =>
        writer.WriteLong(TimeUnits.SinceEpoch(value.UtcTicks, TimeSpan.TicksPerMillisecond));

    /// <summary>Writes <c>timestamp-micros</c>: whole microseconds since 1970 as a long.</summary>
    public static void WriteTimestampMicros(this ref AvroWriter writer, DateTimeOffset value) =>
        writer.WriteLong(TimeUnits.SinceEpoch(value.UtcTicks, TimeSpan.TicksPerMicrosecond));

    /// <summary>Writes <c>timestamp-nanos</c>: nanoseconds since 1970 as a long.</summary>
    public static void WriteTimestampNanos(this ref AvroWriter writer, AvroTimestampNanos value) =>
        writer.WriteLong(value.Nanoseconds);

    /// <summary>
    /// Writes <c>local-timestamp-millis</c>: what the clock shows, whatever the value's kind, as whole milliseconds.
    /// </summary>
    public static void WriteLocalTimestampMillis(this ref AvroWriter writer, DateTime value) =>
        writer.WriteLong(TimeUnits.SinceEpoch(value.Ticks, TimeSpan.TicksPerMillisecond));

    /// <summary>
    /// Writes <c>local-timestamp-micros</c>: what the clock shows, whatever the value's kind, as whole microseconds.
    /// </summary>
    public static void WriteLocalTimestampMicros(this ref AvroWriter writer, DateTime value) =>
        writer.WriteLong(TimeUnits.SinceEpoch(value.Ticks, TimeSpan.TicksPerMicrosecond));

    /// <summary>Writes <c>local-timestamp-nanos</c>: nanoseconds since 1970 of the same clock as a long.</summary>
    public static void WriteLocalTimestampNanos(this ref AvroWriter writer, AvroLocalTimestampNanos value) =>
        writer.WriteLong(value.Nanoseconds);

    /// <summary>Writes a <c>uuid</c> over string: 36 characters, in lower case.</summary>
    public static void WriteUuid(this ref AvroWriter writer, Guid value)
    {
        Span<byte> text = stackalloc byte[UuidTextLength];
        _ = value.TryFormat(text, out _, "D");
        writer.WriteBytes(text);
    }

    /// <summary>Writes a <c>uuid</c> over fixed: 16 bytes in the order of RFC 4122, big-endian.</summary>
    public static void WriteUuidFixed(this ref AvroWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[UuidSize];
        _ = value.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.WriteFixed(bytes);
    }

    /// <summary>Writes a <c>duration</c>: three little-endian numbers of 32 bits.</summary>
    public static void WriteDuration(this ref AvroWriter writer, AvroDuration value)
    {
        Span<byte> bytes = stackalloc byte[AvroDuration.Size];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value.Months);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], value.Days);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], value.Milliseconds);
        writer.WriteFixed(bytes);
    }
}
