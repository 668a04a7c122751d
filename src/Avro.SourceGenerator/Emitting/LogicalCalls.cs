using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>The calls that read and write logical types.</summary>
internal static class LogicalCalls
{
    private const string Space = "global::OrderPipeline.Avro.";

    /// <summary>An expression that reads the value into a new variable and tells whether it could.</summary>
    public static string TryRead(LogicalRef type, string local)
    {
        var arguments = type.Kind == LogicalTypeKind.Decimal ? Digits(type, before: "") + ", " : "";
        return $"{Space}AvroReader{Family(type)}.TryRead{Name(type)}(ref reader, {arguments}out var {local})";
    }

    /// <summary>An expression that writes the value; where <see cref="IsLimited"/>, false if it does not fit.</summary>
    public static string Write(LogicalRef type, string value)
    {
        var verb = IsLimited(type) ? "TryWrite" : "Write";
        var arguments = IsLimited(type) ? Digits(type, before: ", ") : "";
        return $"{Space}AvroWriter{Family(type)}.{verb}{Name(type)}(ref writer, {value}{arguments})";
    }

    /// <summary>Whether the .NET type holds more than the logical type.</summary>
    public static bool IsLimited(LogicalRef type) => type.Kind == LogicalTypeKind.Decimal;

    /// <summary>What the .NET type does not say of the values; null where it says all.</summary>
    public static string? Remark(TypeRef type) => type switch
    {
        UnionRef { Inner: LogicalRef inner } => Remark(inner),
        LogicalRef { Kind: LogicalTypeKind.Decimal } number =>
            $"At most {number.Precision} digits, {number.Scale} of them after the point; no other value is written.",
        LogicalRef logical => Unit(logical.Kind) is { } unit
            ? $"In {unit}: what is finer is cut off towards the past when it is written."
            : null,
        _ => null,
    };

    private static string? Unit(LogicalTypeKind kind) => kind switch
    {
        LogicalTypeKind.TimeMillis or LogicalTypeKind.TimestampMillis or LogicalTypeKind.LocalTimestampMillis =>
            "milliseconds",
        LogicalTypeKind.TimeMicros or LogicalTypeKind.TimestampMicros or LogicalTypeKind.LocalTimestampMicros =>
            "microseconds",
        _ => null,
    };

    private static string Family(LogicalRef type) =>
        type.Kind is LogicalTypeKind.Decimal or LogicalTypeKind.BigDecimal ? "DecimalExtensions" : "Extensions";

    private static string Name(LogicalRef type) => type.Kind switch
    {
        LogicalTypeKind.Decimal => (type.IsWide ? "AvroDecimal" : "Decimal") + (type.IsFixed ? "Fixed" : ""),
        LogicalTypeKind.Uuid when type.IsFixed => "UuidFixed",
        _ => type.Kind.ToString(),
    };

    private static string Digits(LogicalRef type, string before) =>
        before + (type.IsFixed ? $"{type.FixedSize}, " : "") + $"{type.Precision}, {type.Scale}";
}
