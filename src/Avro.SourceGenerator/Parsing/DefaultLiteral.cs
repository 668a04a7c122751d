using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>A field's default as a C# expression.</summary>
internal static class DefaultLiteral
{
    private static readonly long UnixEpochTicks = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <exception cref="DefaultException">The default is beyond what the C# type can hold.</exception>
    public static string Of(AvroSchema schema, SchemaNode value, string field) => schema switch
    {
        UnionSchema union => OfUnion(union, value, field),
        RecordSchema record => OfRecord(record, value, field),
        ArraySchema array => OfArray(array, value, field),
        MapSchema map => OfMap(map, value, field),
        EnumSchema symbols => Name(symbols) + "." + CSharpNames.Symbol(value.Value),
        FixedSchema bytes => $"{Name(bytes)}.From({Bytes(value)})",
        _ => OfPrimitive(schema, value, field),
    };

    private static string OfPrimitive(AvroSchema schema, SchemaNode value, string field) => schema.Type switch
    {
        AvroType.Null => "null",
        AvroType.Boolean => value.RawText(),
        AvroType.Int => Text(Integer(value)),
        AvroType.Long => OfLong(schema.Logical?.Kind, Integer(value), field),
        AvroType.Float => OfFloat((float)Real(value)),
        AvroType.Double => OfDouble(Real(value)),
        AvroType.Bytes => $"new global::System.ReadOnlyMemory<byte>({Bytes(value)})",
        _ => SymbolDisplay.FormatLiteral(value.Value, quote: true),
    };

    private static string OfLong(LogicalTypeKind? logical, long value, string field)
    {
        if (logical is not (LogicalTypeKind.TimestampMillis or LogicalTypeKind.TimestampMicros))
            return value == long.MinValue ? "long.MinValue" : Text(value) + "L";
        var ticksPerUnit = logical == LogicalTypeKind.TimestampMillis ? TimeSpan.TicksPerMillisecond : 10;
        var first = -(UnixEpochTicks / ticksPerUnit);
        var last = (DateTime.MaxValue.Ticks - UnixEpochTicks) / ticksPerUnit;
        if (value < first || value > last)
        {
            throw new DefaultException(
                $"The default of '{field}' is outside the years 1 to 9999, which DateTimeOffset holds.");
        }

        var ticks = Text(UnixEpochTicks + (value * ticksPerUnit));
        return $"new global::System.DateTimeOffset({ticks}L, global::System.TimeSpan.Zero)";
    }

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

    private static string OfUnion(UnionSchema union, SchemaNode value, string field)
    {
        var branch = union.Branches.First(candidate => DefaultChecker.Fits(candidate, value));
        var isObject = ((UnionRef)ModelBuilder.Map(union)).Inner is null;
        var literal = Of(branch, value, field);

        // A literal int in an object would be boxed as what the literal is, so the type is said.
        return isObject && branch.Type != AvroType.Null ? $"({ModelBuilder.Map(branch).CSharp}){literal}" : literal;
    }

    private static string OfRecord(RecordSchema record, SchemaNode value, string field)
    {
        var properties = CSharpNames.Properties(record.Name, record.Fields.Select(member => member.Name));
        var parts = record.Fields
            .Select((member, i) => (member, property: properties[i]))
            .Where(pair => value.Find(pair.member.Name) is not null && pair.member.Schema.Type != AvroType.Null)
            .Select(pair => CSharpNames.Escape(pair.property) + " = "
                + Of(pair.member.Schema, value.Find(pair.member.Name)!, field));
        return $"new {Name(record)} {{ {string.Join(", ", parts)} }}";
    }

    private static string OfArray(ArraySchema array, SchemaNode value, string field)
    {
        var items = value.Children.Select(item => Of(array.Items, item, field)).ToList();
        var type = ModelBuilder.Map(array.Items).CSharp;
        return items.Count == 0
            ? $"global::System.Array.Empty<{type}>()"
            : $"new {type}[] {{ {string.Join(", ", items)} }}";
    }

    private static string OfMap(MapSchema map, SchemaNode value, string field)
    {
        var type = ModelBuilder.Map(map.Values).CSharp;
        var entries = value.Children.Select(entry =>
            $"[{SymbolDisplay.FormatLiteral(entry.Name!, quote: true)}] = {Of(map.Values, entry, field)}");
        const string dictionary = "global::System.Collections.Generic.Dictionary";
        return $"new {dictionary}<string, {type}>() {{ {string.Join(", ", entries)} }}";
    }

    private static string Name(NamedSchema schema) => ModelBuilder.Map(schema).CSharp;

    /// <summary>Bytes stand in JSON as text of the code points 0 to 255.</summary>
    private static string Bytes(SchemaNode value)
    {
        var bytes = value.Value.Select(c => Text(c));
        return $"new byte[] {{ {string.Join(", ", bytes)} }}";
    }

    private static long Integer(SchemaNode value) =>
        long.Parse(value.RawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static double Real(SchemaNode value) =>
        double.Parse(value.RawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
