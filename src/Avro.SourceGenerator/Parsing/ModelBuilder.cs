using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>A parsed schema as the values that its C# is made from.</summary>
internal static class ModelBuilder
{
    public static TypeModel Build(NamedSchema schema, string json) => schema switch
    {
        RecordSchema record => new RecordModel(record.FullName, record.Doc, json, Fields(record)),
        EnumSchema symbols => new EnumModel(symbols.FullName, symbols.Doc, json, new([.. symbols.Symbols])),
        FixedSchema bytes => new FixedModel(bytes.FullName, bytes.Doc, json, bytes.Size),
        _ => throw new InvalidOperationException($"'{schema.FullName}' is none of the named types."),
    };

    public static TypeRef Map(AvroSchema schema) => schema switch
    {
        RecordSchema record => new NamedRef(NamedKind.Record, record.FullName, MinBytes.Of(record)),
        EnumSchema symbols => new NamedRef(NamedKind.Enum, symbols.FullName, symbols.Symbols.Count),
        FixedSchema bytes => new NamedRef(NamedKind.Fixed, bytes.FullName, bytes.Size),
        ArraySchema array => new ArrayRef(Map(array.Items)),
        MapSchema map => new MapRef(Map(map.Values)),
        UnionSchema union => new UnionRef(new([.. union.Branches.Select(Map)])),
        _ => new PrimitiveRef(Kind(schema)),
    };

    /// <summary>Logical types without a C# type here are what they are made of, as the specification says.</summary>
    private static PrimitiveKind Kind(AvroSchema schema) => (schema.Type, schema.Logical?.Kind) switch
    {
        (AvroType.Long, LogicalTypeKind.TimestampMillis) => PrimitiveKind.TimestampMillis,
        (AvroType.Long, LogicalTypeKind.TimestampMicros) => PrimitiveKind.TimestampMicros,
        (AvroType.Null, _) => PrimitiveKind.Null,
        (AvroType.Boolean, _) => PrimitiveKind.Boolean,
        (AvroType.Int, _) => PrimitiveKind.Int,
        (AvroType.Long, _) => PrimitiveKind.Long,
        (AvroType.Float, _) => PrimitiveKind.Float,
        (AvroType.Double, _) => PrimitiveKind.Double,
        (AvroType.Bytes, _) => PrimitiveKind.Bytes,
        _ => PrimitiveKind.String,
    };

    private static ValueArray<FieldModel> Fields(RecordSchema record)
    {
        var properties = CSharpNames.Properties(record.Name, record.Fields.Select(field => field.Name));
        return new([.. record.Fields.Select((field, i) => Field(field, properties[i]))]);
    }

    private static FieldModel Field(RecordField field, string property)
    {
        var value = field.DefaultNode is { } node ? DefaultLiteral.Of(field.Schema, node, field.Name) : null;
        return new FieldModel(field.Name, property, field.Doc, Map(field.Schema), value);
    }
}
