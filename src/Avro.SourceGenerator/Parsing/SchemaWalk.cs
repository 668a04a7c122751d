using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>What stands inside a named type.</summary>
internal static class SchemaWalk
{
    /// <summary>The schemas inside a type's own text; those of other named types are theirs.</summary>
    public static IEnumerable<AvroSchema> Within(NamedSchema type) =>
        type is RecordSchema record ? record.Fields.SelectMany(field => Outward(field.Schema)) : [];

    private static IEnumerable<AvroSchema> Outward(AvroSchema schema)
    {
        yield return schema;
        IEnumerable<AvroSchema> parts = schema switch
        {
            ArraySchema array => [array.Items],
            MapSchema map => [map.Values],
            UnionSchema union => union.Branches,
            _ => [],
        };
        foreach (var part in parts.SelectMany(Outward))
            yield return part;
    }
}
