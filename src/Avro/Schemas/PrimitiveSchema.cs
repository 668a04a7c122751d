using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>One of the eight types without parts: null to string.</summary>
public sealed class PrimitiveSchema : AvroSchema
{
    internal PrimitiveSchema(AvroType type, SchemaNode node, LogicalType? logical)
        : base(type, node, logical)
    {
    }
}
