using System.Text;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>A parsed schema as the values that its C# is made from.</summary>
internal static class ModelBuilder
{
    public static TypeModel Build(NamedSchema schema, string json) => schema switch
    {
        RecordSchema record => new RecordModel(record.FullName, record.Doc, json, Crc64(record), Fields(record)),
        EnumSchema symbols => new EnumModel(
            symbols.FullName, symbols.Doc, json, new([.. symbols.Symbols]), symbols.Default),
        FixedSchema bytes => new FixedModel(bytes.FullName, bytes.Doc, json, bytes.Size),
        _ => throw new InvalidOperationException($"'{schema.FullName}' is none of the named types."),
    };

    public static TypeRef Map(AvroSchema schema) => schema switch
    {
        RecordSchema record => new NamedRef(NamedKind.Record, record.FullName, MinBytes.Of(record)),
        EnumSchema symbols => new NamedRef(NamedKind.Enum, symbols.FullName, symbols.Symbols.Count),
        ArraySchema array => new ArrayRef(Map(array.Items)),
        MapSchema map => new MapRef(Map(map.Values)),
        UnionSchema union => new UnionRef(new([.. UnionBranches.Of(union)])),
        { Logical: { } logical } => new LogicalRef(logical.Kind, SizeOf(schema), logical.Precision, logical.Scale),
        _ => Underlying(schema),
    };

    /// <summary>A primitive or a fixed as what it is without its logical type.</summary>
    public static TypeRef Underlying(AvroSchema schema) => schema is FixedSchema bytes
        ? new NamedRef(NamedKind.Fixed, bytes.FullName, bytes.Size)
        : new PrimitiveRef(Kind(schema.Type));

    private static ulong Crc64(RecordSchema record) => RabinHash.Of(Encoding.UTF8.GetBytes(CanonicalForm.Of(record)));

    private static int SizeOf(AvroSchema schema) => schema is FixedSchema bytes ? bytes.Size : LogicalRef.NotFixed;

    private static PrimitiveKind Kind(AvroType type) => type switch
    {
        AvroType.Null => PrimitiveKind.Null,
        AvroType.Boolean => PrimitiveKind.Boolean,
        AvroType.Int => PrimitiveKind.Int,
        AvroType.Long => PrimitiveKind.Long,
        AvroType.Float => PrimitiveKind.Float,
        AvroType.Double => PrimitiveKind.Double,
        AvroType.Bytes => PrimitiveKind.Bytes,
        _ => PrimitiveKind.String,
    };

    private static ValueArray<FieldModel> Fields(RecordSchema record)
    {
        var properties = CSharpNames.Properties(record.Name, record.Fields.Select(field => field.Name));
        return new([.. record.Fields.Select((field, i) => Field(field, properties[i]))]);
    }

    private static FieldModel Field(RecordField field, string property)
    {
        var type = Map(field.Schema);
        var value = field.DefaultNode is { } node ? DefaultLiteral.Of(type, field.Schema, node) : null;
        return new FieldModel(field.Name, property, field.Doc, type, value);
    }
}
