using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>A field's default as a C# expression.</summary>
internal static class DefaultLiteral
{
    /// <param name="type">What the schema is in C#.</param>
    /// <param name="schema">The schema of the value.</param>
    /// <param name="value">The default as it stands in the schema.</param>
    /// <exception cref="DefaultException">The default is beyond what the C# type can hold.</exception>
    public static string Of(TypeRef type, AvroSchema schema, SchemaNode value) => (type, schema) switch
    {
        (LogicalRef logical, _) => LogicalLiteral.Of(logical, value),
        (UnionRef union, UnionSchema branches) => OfUnion(union, branches, value),
        (ArrayRef array, ArraySchema items) => OfArray(array, items, value),
        (MapRef map, MapSchema values) => OfMap(map, values, value),
        (_, RecordSchema record) => OfRecord(type, record, value),
        (_, EnumSchema) => type.CSharp + "." + CSharpNames.Symbol(value.Value),
        (_, FixedSchema) => $"{type.CSharp}.From({Bytes(value)})",
        _ => OfPrimitive(schema.Type, value),
    };

    private static string OfPrimitive(AvroType type, SchemaNode value) => type switch
    {
        AvroType.Null => "null",
        AvroType.Boolean => value.RawText(),
        AvroType.Int => Text(Integer(value)),
        AvroType.Long => OfLong(Integer(value)),
        AvroType.Float => OfFloat((float)Real(value)),
        AvroType.Double => OfDouble(Real(value)),
        AvroType.Bytes => $"new global::System.ReadOnlyMemory<byte>({Bytes(value)})",
        _ => SymbolDisplay.FormatLiteral(value.Value, quote: true),
    };

    /// <summary>A long with its suffix; the smallest one is no literal with a minus before it.</summary>
    internal static string OfLong(long value) => value == long.MinValue ? "long.MinValue" : Text(value) + "L";

    private static string OfFloat(float value) => value switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "f",
    };

    private static string OfDouble(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "d",
    };

    private static string OfUnion(UnionRef union, UnionSchema schema, SchemaNode value)
    {
        var index = schema.Branches.ToList().FindIndex(candidate => DefaultChecker.Fits(candidate, value));
        var branch = union.Branches[index];
        var literal = Of(branch, schema.Branches[index], value);

        // A literal int in an object would be boxed as what the literal is, so the type is said.
        return union.Inner is null && !branch.HoldsNull ? $"({branch.CSharp}){literal}" : literal;
    }

    private static string OfRecord(TypeRef type, RecordSchema record, SchemaNode value)
    {
        var properties = CSharpNames.Properties(record.Name, record.Fields.Select(member => member.Name));
        var parts = record.Fields
            .Select((member, i) => (member, property: properties[i]))
            .Where(pair => value.Find(pair.member.Name) is not null && pair.member.Schema.Type != AvroType.Null)
            .Select(pair => CSharpNames.Escape(pair.property) + " = "
                + Of(ModelBuilder.Map(pair.member.Schema), pair.member.Schema, value.Find(pair.member.Name)!));
        return $"new {type.CSharp} {{ {string.Join(", ", parts)} }}";
    }

    private static string OfArray(ArrayRef array, ArraySchema schema, SchemaNode value)
    {
        var items = value.Children.Select(item => Of(array.Items, schema.Items, item)).ToList();
        var type = array.Items.CSharp;
        return items.Count == 0
            ? $"global::System.Array.Empty<{type}>()"
            : $"new {type}[] {{ {string.Join(", ", items)} }}";
    }

    private static string OfMap(MapRef map, MapSchema schema, SchemaNode value)
    {
        var entries = value.Children.Select(entry =>
            $"[{SymbolDisplay.FormatLiteral(entry.Name!, quote: true)}] = {Of(map.Values, schema.Values, entry)}");
        const string dictionary = "global::System.Collections.Generic.Dictionary";
        return $"new {dictionary}<string, {map.Values.CSharp}>() {{ {string.Join(", ", entries)} }}";
    }

    /// <summary>Bytes stand in JSON as text of the code points 0 to 255.</summary>
    private static string Bytes(SchemaNode value)
    {
        var bytes = value.Value.Select(c => Text(c));
        return $"new byte[] {{ {string.Join(", ", bytes)} }}";
    }

    internal static long Integer(SchemaNode value) =>
        long.Parse(value.RawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static double Real(SchemaNode value) =>
        double.Parse(value.RawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
