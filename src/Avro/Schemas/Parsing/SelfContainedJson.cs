using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>Writes a schema so that it can be parsed alone.</summary>
internal sealed class SelfContainedJson
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly Utf8JsonWriter _writer;

    private SelfContainedJson(Utf8JsonWriter writer) => _writer = writer;

    internal static string Of(AvroSchema schema)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 4096 };
        using (var writer = new Utf8JsonWriter(stream, options))
            new SelfContainedJson(writer).Write(schema);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(AvroSchema schema)
    {
        switch (schema)
        {
            case NamedSchema named:
                WriteNamed(named);
                break;
            case ArraySchema array:
                WriteHolder("array", "items", array.Items);
                break;
            case MapSchema map:
                WriteHolder("map", "values", map.Values);
                break;
            case UnionSchema union:
                _writer.WriteStartArray();
                foreach (var branch in union.Branches)
                    Write(branch);
                _writer.WriteEndArray();
                break;
            default:
                WritePrimitive(schema);
                break;
        }
    }

    private void WritePrimitive(AvroSchema schema)
    {
        if (schema.Logical is null)
        {
            _writer.WriteStringValue(NameRules.WordOf(schema.Type));
            return;
        }

        _writer.WriteStartObject();
        _writer.WriteString("type", NameRules.WordOf(schema.Type));
        WriteLogical(schema.Logical);
        _writer.WriteEndObject();
    }

    private void WriteHolder(string type, string attribute, AvroSchema held)
    {
        _writer.WriteStartObject();
        _writer.WriteString("type", type);
        _writer.WritePropertyName(attribute);
        Write(held);
        _writer.WriteEndObject();
    }

    private void WriteNamed(NamedSchema schema)
    {
        if (!_written.Add(schema.FullName))
        {
            _writer.WriteStringValue(schema.FullName);
            return;
        }

        _writer.WriteStartObject();
        _writer.WriteString("type", schema is RecordSchema { IsError: true } ? "error" : NameRules.WordOf(schema.Type));
        _writer.WriteString("name", schema.Name);
        _writer.WriteString("namespace", schema.Namespace ?? "");
        WriteDocAndAliases(schema.Doc, schema.Aliases);
        switch (schema)
        {
            case RecordSchema record:
                WriteFields(record);
                break;
            case EnumSchema symbols:
                WriteStrings("symbols", symbols.Symbols);
                if (symbols.Default is not null)
                    _writer.WriteString("default", symbols.Default);
                break;
            case FixedSchema bytes:
                _writer.WriteNumber("size", bytes.Size);
                WriteLogical(bytes.Logical);
                break;
        }

        _writer.WriteEndObject();
    }

    private void WriteFields(RecordSchema record)
    {
        _writer.WriteStartArray("fields");
        foreach (var field in record.Fields)
        {
            _writer.WriteStartObject();
            _writer.WriteString("name", field.Name);
            WriteDocAndAliases(field.Doc, field.Aliases);
            _writer.WritePropertyName("type");
            Write(field.Schema);
            if (field.DefaultNode is not null)
            {
                _writer.WritePropertyName("default");
                _writer.WriteRawValue(field.DefaultNode.CompactText(), skipInputValidation: true);
            }

            if (field.Order != FieldOrder.Ascending)
                _writer.WriteString("order", field.Order == FieldOrder.Ignore ? "ignore" : "descending");
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    private void WriteDocAndAliases(string? doc, IReadOnlyList<string> aliases)
    {
        if (doc is not null)
            _writer.WriteString("doc", doc);
        if (aliases.Count > 0)
            WriteStrings("aliases", aliases);
    }

    private void WriteStrings(string attribute, IReadOnlyList<string> values)
    {
        _writer.WriteStartArray(attribute);
        foreach (var value in values)
            _writer.WriteStringValue(value);
        _writer.WriteEndArray();
    }

    private void WriteLogical(LogicalType? logical)
    {
        if (logical is null)
            return;
        _writer.WriteString("logicalType", logical.Name);
        if (logical.Kind != LogicalTypeKind.Decimal)
            return;
        _writer.WriteNumber("precision", logical.Precision);
        _writer.WriteNumber("scale", logical.Scale);
    }
}
