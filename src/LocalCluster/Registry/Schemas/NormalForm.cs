using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>
/// One spelling for schemas that say the same: attributes in one order, names in full where they are used, no object
/// around a bare type. Nothing that a schema says gets lost: docs, defaults, aliases and unknown attributes stay.
/// </summary>
/// <remarks>Works on text that the parser has accepted; what it does not understand it copies.</remarks>
internal sealed class NormalForm
{
    /// <summary>Levels of JSON, more than the parser takes.</summary>
    private const int MaxDepth = 1024;

    private static readonly string[] First =
        ["type", "name", "namespace", "doc", "aliases", "fields", "symbols", "size", "items", "values", "default"];

    private readonly HashSet<string> _known;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, TypeDefinition>? _elsewhere;
    private readonly Utf8JsonWriter _writer;

    private NormalForm(
        Utf8JsonWriter writer, HashSet<string> known, IReadOnlyDictionary<string, TypeDefinition>? elsewhere)
    {
        _writer = writer;
        _known = known;
        _elsewhere = elsewhere;
    }

    /// <summary>The schema's normal form.</summary>
    /// <param name="json">Text without comments.</param>
    /// <param name="known">Full names of the types that other texts define.</param>
    /// <param name="elsewhere">These definitions, where they are to stand in this text; else null.</param>
    public static string Of(
        string json,
        IEnumerable<string> known,
        IReadOnlyDictionary<string, TypeDefinition>? elsewhere = null)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = MaxDepth,
        };
        using (var writer = new Utf8JsonWriter(buffer, options))
            new NormalForm(writer, [.. known], elsewhere).Write(document.RootElement, null);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(JsonElement schema, string? space)
    {
        // Definitions that stand in definitions can be deeper than any one text that the parser takes.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (schema.ValueKind)
        {
            case JsonValueKind.String:
                WriteName(Resolve(schema.GetString()!, space), space);
                break;
            case JsonValueKind.Array:
                _writer.WriteStartArray();
                foreach (var branch in schema.EnumerateArray())
                    Write(branch, space);
                _writer.WriteEndArray();
                break;
            default:
                WriteObject(schema, space);
                break;
        }
    }

    private void WriteName(string name, string? space)
    {
        if (_elsewhere is not null && !_written.Contains(name) && _elsewhere.TryGetValue(name, out var definition))
            WriteNamed(definition.Schema, definition.Namespace, space);
        else
            _writer.WriteStringValue(name);
    }

    private void WriteObject(JsonElement schema, string? space)
    {
        var type = schema.GetProperty("type");
        switch (type.ValueKind == JsonValueKind.String ? type.GetString() : null)
        {
            case "record" or "error" or "enum" or "fixed":
                WriteNamed(schema, space, space);
                break;
            case "array" or "map":
                WriteMembers(schema, space);
                break;
            case { } word when IsPrimitive(word) && schema.EnumerateObject().Count() > 1:
                WriteMembers(schema, space);
                break;
            default:
                // An object around a type or a name: what else stands in it means nothing.
                Write(type, space);
                break;
        }
    }

    /// <param name="schema">The definition.</param>
    /// <param name="space">The namespace around it where it was read.</param>
    /// <param name="outer">The namespace around it where it is written.</param>
    private void WriteNamed(JsonElement schema, string? space, string? outer)
    {
        var (own, name) = TypeDefinition.NameOf(schema, space);
        var full = TypeDefinition.Join(own, name);
        _known.Add(full);
        if (!_written.Add(full) && _elsewhere is not null)
        {
            _writer.WriteStringValue(full);
            return;
        }

        _writer.WriteStartObject();
        _writer.WriteString("type", schema.GetProperty("type").GetString());
        _writer.WriteString("name", name);
        if (own != outer)
            _writer.WriteString("namespace", own ?? "");
        foreach (var member in Ordered(schema).Where(member => member.Name is not ("type" or "name" or "namespace")))
            WriteMember(member, own);
        _writer.WriteEndObject();
    }

    private void WriteMembers(JsonElement schema, string? space)
    {
        _writer.WriteStartObject();
        foreach (var member in Ordered(schema))
            WriteMember(member, space);
        _writer.WriteEndObject();
    }

    private void WriteMember(JsonProperty member, string? space)
    {
        _writer.WritePropertyName(member.Name);
        switch (member.Name)
        {
            case "fields" when member.Value.ValueKind == JsonValueKind.Array:
                _writer.WriteStartArray();
                foreach (var field in member.Value.EnumerateArray())
                    WriteField(field, space);
                _writer.WriteEndArray();
                break;
            case "items" or "values":
                Write(member.Value, space);
                break;
            default:
                Copy(member.Value);
                break;
        }
    }

    private void WriteField(JsonElement field, string? space)
    {
        _writer.WriteStartObject();
        _writer.WriteString("name", field.GetProperty("name").GetString());
        _writer.WritePropertyName("type");
        Write(field.GetProperty("type"), space);
        foreach (var member in Ordered(field).Where(member => member.Name is not ("name" or "type")))
        {
            _writer.WritePropertyName(member.Name);
            Copy(member.Value);
        }

        _writer.WriteEndObject();
    }

    /// <summary>The order of an object's attributes says nothing, in defaults and unknown attributes, too.</summary>
    private void Copy(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    _writer.WritePropertyName(member.Name);
                    Copy(member.Value);
                }

                _writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                _writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Copy(item);
                _writer.WriteEndArray();
                break;
            default:
                value.WriteTo(_writer);
                break;
        }
    }

    private string Resolve(string name, string? space)
    {
        if (IsPrimitive(name) || name.Contains('.', StringComparison.Ordinal))
            return name;
        var full = TypeDefinition.Join(space, name);
        return _known.Contains(full) ? full : name;
    }

    private static bool IsPrimitive(string word) =>
        word is "null" or "boolean" or "int" or "long" or "float" or "double" or "bytes" or "string";

    private static IEnumerable<JsonProperty> Ordered(JsonElement schema) => schema.EnumerateObject()
        .OrderBy(member => Array.IndexOf(First, member.Name) is >= 0 and var index ? index : First.Length)
        .ThenBy(member => member.Name, StringComparer.Ordinal);
}
