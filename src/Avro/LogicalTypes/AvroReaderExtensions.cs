using System.Buffers.Binary;
using System.Buffers.Text;

namespace OrderPipeline.Avro;

/// <summary>
/// Reads logical types as .NET's types (specification, "Logical Types"). A value outside the type's range makes the
/// reader fail at the byte where it begins; nothing is allocated, nothing is thrown.
/// </summary>
public static class AvroReaderExtensions
{
    private const int UuidTextLength = 36;
    private const int UuidSize = 16;

    /// <summary>Reads a <c>date</c>: days since 1970 as an int, in the years 1 to 9999.</summary>
    public static bool TryReadDate(this ref AvroReader reader, out DateOnly value)
    {
        var at = reader.Position;
        value = default;
        if (!reader.TryReadInt(out var days))
            return false;
        var number = (long)days + TimeUnits.EpochDay;
        if ((ulong)number > (ulong)DateOnly.MaxValue.DayNumber)
            return reader.Fail(AvroErrorCode.DateOutOfRange, at);
        value = DateOnly.FromDayNumber((int)number);
        return true;
    }

    /// <summary>Reads <c>time-millis</c>: milliseconds after midnight as an int, below 24 hours.</summary>
    public static bool TryReadTimeMillis(this ref AvroReader reader, out TimeOnly value)
    {
        var at = reader.Position;
        value = default;
        return reader.TryReadInt(out var units)
            && TryTime(ref reader, units, TimeSpan.TicksPerMillisecond, at, out value);
    }

    /// <summary>Reads <c>time-micros</c>: microseconds after midnight as a long, below 24 hours.</summary>
    public static bool TryReadTimeMicros(this ref AvroReader reader, out TimeOnly value)
    {
        var at = reader.Position;
        value = default;
        return reader.TryReadLong(out var units)
            && TryTime(ref reader, units, TimeSpan.TicksPerMicrosecond, at, out value);
    }

    /// <summary>Reads <c>timestamp-millis</c>: milliseconds since 1970 as a long, in the years 1 to 9999.</summary>
    public static bool TryReadTimestampMillis(this ref AvroReader reader, out DateTimeOffset value)
    {
        var isRead = TryTicks(ref reader, TimeSpan.TicksPerMillisecond, out var ticks);
        value = new DateTimeOffset(ticks, TimeSpan.Zero);
        return isRead;
    }

    /// <summary>Reads <c>timestamp-micros</c>: microseconds since 1970 as a long, in the years 1 to 9999.</summary>
    public static bool TryReadTimestampMicros(this ref AvroReader reader, out DateTimeOffset value)
    {
        var isRead = TryTicks(ref reader, TimeSpan.TicksPerMicrosecond, out var ticks);
        value = new DateTimeOffset(ticks, TimeSpan.Zero);
        return isRead;
    }

    /// <summary>Reads <c>timestamp-nanos</c>: any long.</summary>
    public static bool TryReadTimestampNanos(this ref AvroReader reader, out AvroTimestampNanos value)
    {
        var isRead = reader.TryReadLong(out var units);
        value = new AvroTimestampNanos(isRead ? units : 0);
        return isRead;
    }

    /// <summary>Reads <c>local-timestamp-millis</c> as a time of kind Unspecified, in the years 1 to 9999.</summary>
    public static bool TryReadLocalTimestampMillis(this ref AvroReader reader, out DateTime value)
    {
        var isRead = TryTicks(ref reader, TimeSpan.TicksPerMillisecond, out var ticks);
        value = new DateTime(ticks);
        return isRead;
    }

    /// <summary>Reads <c>local-timestamp-micros</c> as a time of kind Unspecified, in the years 1 to 9999.</summary>
    public static bool TryReadLocalTimestampMicros(this ref AvroReader reader, out DateTime value)
    {
        var isRead = TryTicks(ref reader, TimeSpan.TicksPerMicrosecond, out var ticks);
        value = new DateTime(ticks);
        return isRead;
    }

    /// <summary>Reads <c>local-timestamp-nanos</c>: any long.</summary>
    public static bool TryReadLocalTimestampNanos(this ref AvroReader reader, out AvroLocalTimestampNanos value)
    {
        var isRead = reader.TryReadLong(out var units);
        value = new AvroLocalTimestampNanos(isRead ? units : 0);
        return isRead;
    }

    /// <summary>Reads a <c>uuid</c> over string: 36 characters with hyphens, in either case.</summary>
    public static bool TryReadUuid(this ref AvroReader reader, out Guid value)
    {
        var at = reader.Position;
        value = default;
        if (!reader.TryReadBytes(out var text))
            return false;
        return (text.Length == UuidTextLength && Utf8Parser.TryParse(text, out value, out var used, 'D')
            && used == UuidTextLength)
            || reader.Fail(AvroErrorCode.BadUuid, at);
    }

    /// <summary>Reads a <c>uuid</c> over fixed: 16 bytes in the order of RFC 4122, big-endian.</summary>
    public static bool TryReadUuidFixed(this ref AvroReader reader, out Guid value)
    {
        var isRead = reader.TryReadFixed(UuidSize, out var bytes);
        value = isRead ? new Guid(bytes, bigEndian: true) : default;
        return isRead;
    }

    /// <summary>Reads a <c>duration</c>: three little-endian numbers of 32 bits.</summary>
    public static bool TryReadDuration(this ref AvroReader reader, out AvroDuration value)
    {
        value = default;
        if (!reader.TryReadFixed(AvroDuration.Size, out var bytes))
            return false;
        value = new AvroDuration(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
        return true;
    }

    private static bool TryTime(ref AvroReader reader, long units, long ticksPerUnit, int at, out TimeOnly value)
    {
        if ((ulong)units >= (ulong)(TimeSpan.TicksPerDay / ticksPerUnit))
        {
            value = default;
            return reader.Fail(AvroErrorCode.TimeOutOfRange, at);
        }

        value = new TimeOnly(units * ticksPerUnit);
        return true;
    }

    /// <summary>Ticks since the year 1 of units since 1970; 0 where it fails.</summary>
    private static bool TryTicks(ref AvroReader reader, long ticksPerUnit, out long ticks)
    {
        var at = reader.Position;
        ticks = 0;
        if (!reader.TryReadLong(out var units))
            return false;
        var sinceYearOne = unchecked((ulong)(units + (DateTime.UnixEpoch.Ticks / ticksPerUnit)));
        if (sinceYearOne > (ulong)(DateTime.MaxValue.Ticks / ticksPerUnit))
            return reader.Fail(AvroErrorCode.TimestampOutOfRange, at);
        ticks = (long)sinceYearOne * ticksPerUnit;
        return true;
    }
}
