using System.Text.Json;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Settings;
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
        return new SchemaDraft(Text(body, "schema") ?? "", ReadReferences(body), normalize)
        {
            Extras = ExtraBodies.Read(body),
        };
    }

    /// <summary>The id and version that a registration wants; zero and less leave them to the registry.</summary>
    public static Placement ReadPlacement(JsonElement body) => new(
        ReadNumber(body, "id") is > 0 and var id ? id : null,
        ReadNumber(body, "version") is > 0 and var version ? version : null);

    /// <summary>The mode; null where the request says that none is to be set.</summary>
    public static RegistryMode? ReadMode(JsonElement body)
    {
        RequireObject(body);
        if (!body.TryGetProperty("mode", out _))
            throw RegistryRefusals.InvalidMode();
        return Text(body, "mode") is { } name ? ModeNames.Parse(name) : null;
    }

    /// <exception cref="RegistryRefusalException">400: the member is no string.</exception>
    public static string? Text(JsonElement body, string name)
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

    public static void RequireObject(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw RegistryRefusals.BadRequest("The request's body is no JSON object.");
    }

    private static int? ReadNumber(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw RegistryRefusals.BadRequest($"The request's '{name}' is no whole number.");
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
}
