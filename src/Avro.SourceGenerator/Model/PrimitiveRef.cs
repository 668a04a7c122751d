namespace OrderPipeline.Avro.SourceGenerator.Model;

internal sealed record PrimitiveRef(PrimitiveKind Kind) : TypeRef
{
    public override string CSharp => Kind switch
    {
        PrimitiveKind.Null => "object?",
        PrimitiveKind.Boolean => "bool",
        PrimitiveKind.Int => "int",
        PrimitiveKind.Long => "long",
        PrimitiveKind.Float => "float",
        PrimitiveKind.Double => "double",
        PrimitiveKind.Bytes => "global::System.ReadOnlyMemory<byte>",
        _ => "string",
    };

    public override string Words => Kind.ToString();

    public override bool HoldsNull => Kind == PrimitiveKind.Null;

    public override bool IsValueType => Kind is not (PrimitiveKind.Null or PrimitiveKind.String);

    public override int MinBytes => Kind switch
    {
        PrimitiveKind.Null => 0,
        PrimitiveKind.Float => sizeof(float),
        PrimitiveKind.Double => sizeof(double),
        _ => 1,
    };

    public override bool IsDeep => Kind == PrimitiveKind.Bytes;

    public override bool IsFlat => Kind != PrimitiveKind.Null;
}
