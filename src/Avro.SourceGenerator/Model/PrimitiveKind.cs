namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>Avro's primitive types.</summary>
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
}
