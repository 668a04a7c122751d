using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Schemas;

/// <summary>Any number of values of one schema, each under a string key.</summary>
public sealed class MapSchema : AvroSchema
{
    internal MapSchema(SchemaNode node, AvroSchema values)
        : base(AvroType.Map, node, null)
    {
        Values = values;
        Depth = values.Depth + 1;
    }

    /// <summary>The schema of every value.</summary>
    public AvroSchema Values { get; }
}
