using System.Globalization;
using System.Numerics;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>The default of a logical type as a C# expression.</summary>
internal static class LogicalLiteral
{
    private const int UuidSize = 16;

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <exception cref="DefaultException">The default is beyond what the .NET type can hold.</exception>
    public static string Of(LogicalRef type, SchemaNode value) => type.Kind switch
    {
        LogicalTypeKind.Decimal => OfDecimal(type, Bytes(value), value),
        LogicalTypeKind.BigDecimal => OfBigDecimal(value),
        LogicalTypeKind.Uuid => OfUuid(type, value),
        LogicalTypeKind.Duration => OfDuration(type, Bytes(value)),
        _ => OfTime(type, DefaultLiteral.Integer(value), value),
    };

    private static string OfTime(LogicalRef type, long units, SchemaNode value) => type.Kind switch
    {
        LogicalTypeKind.Date =>
            $"{type.CSharp}.FromDayNumber({SinceYearOne(units, TimeSpan.TicksPerDay, value) / TimeSpan.TicksPerDay})",
        LogicalTypeKind.TimeMillis => OfTimeOfDay(type, units, TimeSpan.TicksPerMillisecond, value),
        LogicalTypeKind.TimeMicros => OfTimeOfDay(type, units, TimeSpan.TicksPerMillisecond / 1000, value),
        LogicalTypeKind.TimestampNanos or LogicalTypeKind.LocalTimestampNanos =>
            $"new {type.CSharp}({DefaultLiteral.OfLong(units)})",
        LogicalTypeKind.LocalTimestampMillis =>
            $"new {type.CSharp}({SinceYearOne(units, TimeSpan.TicksPerMillisecond, value)}L)",
        LogicalTypeKind.LocalTimestampMicros =>
            $"new {type.CSharp}({SinceYearOne(units, TimeSpan.TicksPerMillisecond / 1000, value)}L)",
        LogicalTypeKind.TimestampMillis => OfInstant(type, units, TimeSpan.TicksPerMillisecond, value),
        _ => OfInstant(type, units, TimeSpan.TicksPerMillisecond / 1000, value),
    };

    private static string OfInstant(LogicalRef type, long units, long ticksPerUnit, SchemaNode value) =>
        $"new {type.CSharp}({SinceYearOne(units, ticksPerUnit, value)}L, global::System.TimeSpan.Zero)";

    private static string OfTimeOfDay(LogicalRef type, long units, long ticksPerUnit, SchemaNode value) =>
        units >= 0 && units < TimeSpan.TicksPerDay / ticksPerUnit
            ? $"new {type.CSharp}({units * ticksPerUnit}L)"
            : throw new DefaultException("The default is no time of day: from 0 to below 24 hours.", value);

    private static long SinceYearOne(long units, long ticksPerUnit, SchemaNode value)
    {
        var first = -(Epoch.Ticks / ticksPerUnit);
        var last = (DateTime.MaxValue.Ticks - Epoch.Ticks) / ticksPerUnit;
        return units >= first && units <= last
            ? Epoch.Ticks + (units * ticksPerUnit)
            : throw new DefaultException("The default is outside the years 1 to 9999, which .NET holds.", value);
    }

    private static string OfDecimal(LogicalRef type, byte[] bytes, SchemaNode value)
    {
        if (bytes.Length == 0)
            throw new DefaultException("The default is no decimal: it has no bytes.", value);
        var unscaled = new BigInteger([.. Enumerable.Reverse(bytes)]);
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture);
        if (digits.Length > type.Precision)
            throw new DefaultException($"The default has {digits.Length} digits, the type {type.Precision}.", value);
        if (type.IsWide)
            return OfAvroDecimal(unscaled, type.Scale);
        var sign = unscaled.Sign < 0 ? "-" : "";
        var padded = digits.PadLeft(type.Scale + 1, '0');
        var point = padded.Length - type.Scale;
        var fraction = type.Scale == 0 ? "" : "." + padded.Substring(point);
        return $"{sign}{padded.Substring(0, point)}{fraction}m";
    }

    private static string OfBigDecimal(SchemaNode value)
    {
        var bytes = Bytes(value);
        var place = 0;
        if (!TryReadInt(bytes, ref place, out var length) || length < 1 || length > bytes.Length - place)
            throw NoBigDecimal(value);
        var digits = bytes.Skip(place).Take(length).Reverse().ToArray();
        place += length;
        return TryReadInt(bytes, ref place, out var scale) && place == bytes.Length
            ? OfAvroDecimal(new BigInteger(digits), scale)
            : throw NoBigDecimal(value);
    }

    private static DefaultException NoBigDecimal(SchemaNode value) =>
        new("The default is no big-decimal: digits with their length, and a scale.", value);

    private static string OfAvroDecimal(BigInteger unscaled, int scale)
    {
        var digits = unscaled.ToString(CultureInfo.InvariantCulture);
        var culture = "global::System.Globalization.CultureInfo.InvariantCulture";
        return "new global::OrderPipeline.Avro.AvroDecimal("
            + $"global::System.Numerics.BigInteger.Parse(\"{digits}\", {culture}), "
            + scale.ToString(CultureInfo.InvariantCulture) + ")";
    }

    private static string OfUuid(LogicalRef type, SchemaNode value)
    {
        if (type.IsFixed)
        {
            var bytes = Bytes(value).Select(b => b.ToString(CultureInfo.InvariantCulture));
            return $"new {type.CSharp}(new byte[{UuidSize}] {{ {string.Join(", ", bytes)} }}, bigEndian: true)";
        }

        return Guid.TryParseExact(value.Value, "D", out var uuid)
            ? $"new {type.CSharp}(\"{uuid:D}\")"
            : throw new DefaultException("The default is no UUID: 32 hexadecimal digits and hyphens.", value);
    }

    private static string OfDuration(LogicalRef type, byte[] bytes)
    {
        var parts = Enumerable.Range(0, 3).Select(part => BitConverter.ToUInt32(LittleEndian(bytes, 4 * part), 0))
            .Select(number => number.ToString(CultureInfo.InvariantCulture) + "u");
        return $"new {type.CSharp}({string.Join(", ", parts)})";
    }

    private static byte[] LittleEndian(byte[] bytes, int start)
    {
        var four = bytes.Skip(start).Take(sizeof(uint));
        return [.. BitConverter.IsLittleEndian ? four : four.Reverse()];
    }

    /// <summary>A zig-zag varint of 32 bits.</summary>
    private static bool TryReadInt(byte[] bytes, ref int place, out int value)
    {
        var raw = 0UL;
        value = 0;
        for (var shift = 0; shift < 35 && place < bytes.Length; shift += 7)
        {
            var b = bytes[place++];
            raw |= (ulong)(b & 0x7F) << shift;
            if (b >= 0x80)
                continue;
            value = (int)(uint)(raw >> 1) ^ -(int)(raw & 1);
            return raw <= uint.MaxValue;
        }

        return false;
    }

    /// <summary>Bytes stand in JSON as text of the code points 0 to 255.</summary>
    private static byte[] Bytes(SchemaNode value) => [.. value.Value.Select(c => (byte)c)];
}
