using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>Any number of items of one schema.</summary>
public sealed class ArraySchema : AvroSchema
{
    internal ArraySchema(SchemaNode node, AvroSchema items)
        : base(AvroType.Array, node, null)
    {
        Items = items;
        Depth = items.Depth + 1;
    }

    /// <summary>The schema of every item.</summary>
    public AvroSchema Items { get; }
}
