using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>A logical type with a .NET type of its own.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="FixedSize">Bytes of the fixed it is over, <see cref="NotFixed"/> over every other type.</param>
/// <param name="Precision">Digits of a decimal, else 0.</param>
/// <param name="Scale">Digits of a decimal after the point, else 0.</param>
internal sealed record LogicalRef(LogicalTypeKind Kind, int FixedSize, int Precision, int Scale) : TypeRef
{
    public const int NotFixed = -1;

    /// <summary>Digits that every <c>decimal</c> of .NET can hold.</summary>
    private const int DecimalDigits = 28;

    public override string CSharp => Kind switch
    {
        LogicalTypeKind.Decimal or LogicalTypeKind.BigDecimal =>
            IsWide ? "global::OrderPipeline.Avro.AvroDecimal" : "decimal",
        LogicalTypeKind.Uuid => "global::System.Guid",
        LogicalTypeKind.Date => "global::System.DateOnly",
        LogicalTypeKind.TimeMillis or LogicalTypeKind.TimeMicros => "global::System.TimeOnly",
        LogicalTypeKind.TimestampMillis or LogicalTypeKind.TimestampMicros => "global::System.DateTimeOffset",
        LogicalTypeKind.TimestampNanos => "global::OrderPipeline.Avro.AvroTimestampNanos",
        LogicalTypeKind.LocalTimestampMillis or LogicalTypeKind.LocalTimestampMicros => "global::System.DateTime",
        LogicalTypeKind.LocalTimestampNanos => "global::OrderPipeline.Avro.AvroLocalTimestampNanos",
        _ => "global::OrderPipeline.Avro.AvroDuration",
    };

    public override string Words => Kind + (IsFixed ? "Fixed" : "");

    public override bool IsValueType => true;

    public override int MinBytes => IsFixed ? FixedSize : 1;

    public override bool IsFlat => !IsWide;

    public bool IsFixed => FixedSize != NotFixed;

    /// <summary>Whether it is a decimal that .NET's may be too small for.</summary>
    public bool IsWide => Kind == LogicalTypeKind.BigDecimal || Precision > DecimalDigits;
}
