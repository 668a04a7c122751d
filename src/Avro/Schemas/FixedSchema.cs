using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>A fixed number of bytes.</summary>
public sealed class FixedSchema : NamedSchema
{
    internal FixedSchema(SchemaNode node, SchemaName name, int size, LogicalType? logical)
        : base(AvroType.Fixed, node, name, logical)
    {
        Size = size;
        MinEncodedBytes = size;
    }

    /// <summary>Bytes of every value, 0 or more.</summary>
    public int Size { get; }
}
