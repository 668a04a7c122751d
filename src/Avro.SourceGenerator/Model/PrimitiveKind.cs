namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>Types without parts: Avro's primitives, and the logical types that have a C# type of their own.</summary>
internal enum PrimitiveKind
{
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
    TimestampMillis,
    TimestampMicros,
}
