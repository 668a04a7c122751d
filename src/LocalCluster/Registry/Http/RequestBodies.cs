using System.Text.Json;
using OrderPipeline.LocalCluster.Registry.Compatibility;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>Reads what requests carry, and refuses what this registry would otherwise forget silently.</summary>
internal static class RequestBodies
{
    private const int MaxReferences = 100;

    /// <exception cref="RegistryRefusalException">400, 42201 or 42205, with what is wrong.</exception>
    public static SchemaDraft ReadDraft(JsonElement body, bool normalize)
    {
        RequireObject(body);
        var type = Text(body, "schemaType");
        if (type is not (null or "" or "AVRO"))
            throw RegistryRefusals.InvalidSchema("this registry takes AVRO schemas only, no JSON and no PROTOBUF.");
        foreach (var name in (ReadOnlySpan<string>)["metadata", "ruleSet"])
        {
            if (HasContent(body, name))
                throw RegistryRefusals.NotPermitted($"This registry keeps no '{name}' with a schema.");
        }

        var schema = Text(body, "schema") ?? throw RegistryRefusals.InvalidSchema("the text is missing.");
        return new SchemaDraft(schema, ReadReferences(body), normalize);
    }

    /// <summary>The id or version that a registration wants to have, where it wants one.</summary>
    public static int? ReadNumber(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw RegistryRefusals.BadRequest($"The request's '{name}' is no whole number.");
    }

    public static CompatibilityLevel ReadLevel(JsonElement body)
    {
        RequireObject(body);
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name is not ("compatibility" or "compatibilityLevel") && HasContent(member.Value))
                throw RegistryRefusals.NotPermitted("This registry's config knows 'compatibility' and nothing else.");
        }

        return CompatibilityNames.Parse(Text(body, "compatibility") ?? Text(body, "compatibilityLevel"));
    }

    public static string? ReadMode(JsonElement body)
    {
        RequireObject(body);
        return Text(body, "mode");
    }

    private static List<SchemaReference> ReadReferences(JsonElement body)
    {
        List<SchemaReference> references = [];
        if (!body.TryGetProperty("references", out var list) || list.ValueKind == JsonValueKind.Null)
            return references;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxReferences)
            throw RegistryRefusals.BadRequest("The request's 'references' is no list of at most 100 references.");
        foreach (var entry in list.EnumerateArray())
        {
            RequireObject(entry);
            if (Text(entry, "name") is not { Length: > 0 } name
                || Text(entry, "subject") is not { Length: > 0 } subject
                || ReadNumber(entry, "version") is not { } version
                || version < 1)
                throw RegistryRefusals.InvalidSchema("a reference needs a name, a subject and a version from 1.");
            references.Add(new SchemaReference(name, subject, version));
        }

        return references;
    }

    private static string? Text(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw RegistryRefusals.BadRequest($"The request's '{name}' is no string.");
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw RegistryRefusals.BadRequest($"The request's '{name}' holds half of a surrogate pair.");
        }
    }

    private static void RequireObject(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw RegistryRefusals.BadRequest("The request's body is no JSON object.");
    }

    private static bool HasContent(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && HasContent(value);

    private static bool HasContent(JsonElement value) =>
        value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False);
}
