using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>Reads a request's <c>metadata</c> and <c>ruleSet</c> into one spelling each.</summary>
internal static class ExtraBodies
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="RegistryRefusalException">400 or 42210, with what is wrong.</exception>
    public static SchemaExtras Read(JsonElement body)
    {
        try
        {
            SortedDictionary<string, string> properties = new(StringComparer.Ordinal);
            var metadata = ReadMetadata(body, properties);
            return new SchemaExtras(metadata, ReadRules(body), properties);
        }
        catch (InvalidOperationException)
        {
            throw RegistryRefusals.BadRequest("The request's metadata or rules hold half of a surrogate pair.");
        }
    }

    private static string? ReadMetadata(JsonElement body, SortedDictionary<string, string> properties)
    {
        if (!TryGetContent(body, "metadata", out var metadata))
            return null;
        if (metadata.ValueKind != JsonValueKind.Object)
            throw BadMetadata();
        return Write(writer =>
        {
            foreach (var member in metadata.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                switch (member.Name)
                {
                    case var _ when member.Value.ValueKind == JsonValueKind.Null:
                        break;
                    case "properties":
                        WriteProperties(writer, member, properties);
                        break;
                    case "tags":
                        WriteTags(writer, member);
                        break;
                    case "sensitive":
                        writer.WritePropertyName(member.Name);
                        WriteTexts(writer, member.Value);
                        break;
                    default:
                        throw BadMetadata();
                }
            }
        });
    }

    private static void WriteProperties(
        Utf8JsonWriter writer, JsonProperty member, SortedDictionary<string, string> properties)
    {
        foreach (var property in Members(member.Value))
            properties[property.Name] = TextOf(property.Value);
        writer.WriteStartObject(member.Name);
        foreach (var (name, value) in properties)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter writer, JsonProperty member)
    {
        writer.WriteStartObject(member.Name);
        foreach (var path in Members(member.Value).OrderBy(path => path.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(path.Name);
            WriteTexts(writer, path.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            throw BadMetadata();
        writer.WriteStartArray();
        foreach (var text in list.EnumerateArray().Select(TextOf).Distinct().Order(StringComparer.Ordinal))
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static string? ReadRules(JsonElement body)
    {
        if (!TryGetContent(body, "ruleSet", out var rules))
            return null;
        if (rules.ValueKind != JsonValueKind.Object)
            throw RegistryRefusals.InvalidRuleSet("it is no object.");
        return Write(writer =>
        {
            foreach (var member in rules.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                if (member.Value.ValueKind == JsonValueKind.Null)
                    continue;
                if (member.Name.EndsWith("Rules", StringComparison.Ordinal))
                    RequireRules(member);
                member.WriteTo(writer);
            }
        });
    }

    private static void RequireRules(JsonProperty member)
    {
        if (member.Value.ValueKind != JsonValueKind.Array)
            throw RegistryRefusals.InvalidRuleSet($"'{member.Name}' is no list.");
        foreach (var rule in member.Value.EnumerateArray())
        {
            if (rule.ValueKind != JsonValueKind.Object || !HasText(rule, "name") || !HasText(rule, "type"))
                throw RegistryRefusals.InvalidRuleSet($"a rule in '{member.Name}' lacks its name or its type.");
        }
    }

    private static string? Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return text == "{}" ? null : text;
    }

    private static bool HasText(JsonElement rule, string name) =>
        rule.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString()!.Length > 0;

    private static bool TryGetContent(JsonElement body, string name, out JsonElement value) =>
        body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static JsonElement.ObjectEnumerator Members(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw BadMetadata();

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw BadMetadata();

    private static RegistryRefusalException BadMetadata() => RegistryRefusals.BadRequest(
        "The request's 'metadata' is no object of 'tags', 'properties' and 'sensitive', whose values are strings.");
}
