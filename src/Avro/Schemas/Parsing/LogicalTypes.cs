using System.Globalization;
using System.Text.Json;

namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>Reads logical types; unknown and ill-formed ones are ignored, as the specification asks.</summary>
internal static class LogicalTypes
{
    internal static LogicalType? Read(SchemaNode node, AvroType type, int size = 0)
    {
        if (node.Find("logicalType") is not { Kind: JsonValueKind.String } named)
            return null;
        var name = named.Value;
        return (name, type) switch
        {
            ("decimal", AvroType.Bytes) => ReadDecimal(node, int.MaxValue),
            ("decimal", AvroType.Fixed) => ReadDecimal(node, DigitsIn(size)),
            ("big-decimal", AvroType.Bytes) => new(LogicalTypeKind.BigDecimal, name),
            ("uuid", AvroType.String) => new(LogicalTypeKind.Uuid, name),
            ("uuid", AvroType.Fixed) when size == 16 => new(LogicalTypeKind.Uuid, name),
            ("duration", AvroType.Fixed) when size == 12 => new(LogicalTypeKind.Duration, name),
            ("date", AvroType.Int) => new(LogicalTypeKind.Date, name),
            ("time-millis", AvroType.Int) => new(LogicalTypeKind.TimeMillis, name),
            ("time-micros", AvroType.Long) => new(LogicalTypeKind.TimeMicros, name),
            ("timestamp-millis", AvroType.Long) => new(LogicalTypeKind.TimestampMillis, name),
            ("timestamp-micros", AvroType.Long) => new(LogicalTypeKind.TimestampMicros, name),
            ("timestamp-nanos", AvroType.Long) => new(LogicalTypeKind.TimestampNanos, name),
            ("local-timestamp-millis", AvroType.Long) => new(LogicalTypeKind.LocalTimestampMillis, name),
            ("local-timestamp-micros", AvroType.Long) => new(LogicalTypeKind.LocalTimestampMicros, name),
            ("local-timestamp-nanos", AvroType.Long) => new(LogicalTypeKind.LocalTimestampNanos, name),
            _ => null,
        };
    }

    private static LogicalType? ReadDecimal(SchemaNode node, int maxPrecision)
    {
        if (!TryReadInt(node.Find("precision"), out var precision) || precision < 1 || precision > maxPrecision)
            return null;
        var scale = 0;
        if (node.Find("scale") is { } given && !TryReadInt(given, out scale))
            return null;
        return scale < 0 || scale > precision ? null : new(LogicalTypeKind.Decimal, "decimal", precision, scale);
    }

    /// <summary>Decimal digits that always fit into a two's complement number of so many bytes.</summary>
    private static int DigitsIn(int size) =>
        size == 0 ? 0 : (int)Math.Min(int.MaxValue, ((8.0 * size) - 1) * Math.Log10(2));

    internal static bool TryReadInt(SchemaNode? node, out int value)
    {
        value = 0;
        return node is { Kind: JsonValueKind.Number }
            && int.TryParse(node.RawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
