using System.Text.Json;

namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>A record, enum or fixed as a text defines it.</summary>
/// <param name="Schema">The definition's JSON object.</param>
/// <param name="Namespace">The namespace around it; null for none.</param>
internal sealed record TypeDefinition(JsonElement Schema, string? Namespace)
{
    /// <summary>The namespace and the simple name of a definition that stands in this namespace.</summary>
    public static (string? Namespace, string Name) NameOf(JsonElement schema, string? space)
    {
        var name = schema.GetProperty("name").GetString()!;
        if (name.LastIndexOf('.') is >= 0 and var dot)
            return (name[..dot], name[(dot + 1)..]);
        if (schema.TryGetProperty("namespace", out var given) && given.ValueKind == JsonValueKind.String)
            return (given.GetString() is { Length: > 0 } text ? text : null, name);
        return (space, name);
    }

    public static string Join(string? space, string name) => space is null ? name : $"{space}.{name}";

    /// <summary>Adds every definition of a text by its full name; the first of a name stays.</summary>
    public static void Collect(JsonElement schema, string? space, Dictionary<string, TypeDefinition> found)
    {
        if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (var branch in schema.EnumerateArray())
                Collect(branch, space, found);
            return;
        }

        if (schema.ValueKind != JsonValueKind.Object)
            return;
        var type = schema.GetProperty("type");
        switch (type.ValueKind == JsonValueKind.String ? type.GetString() : null)
        {
            case "record" or "error" or "enum" or "fixed":
                CollectNamed(schema, space, found);
                break;
            case "array":
                Collect(schema.GetProperty("items"), space, found);
                break;
            case "map":
                Collect(schema.GetProperty("values"), space, found);
                break;
            default:
                Collect(type, space, found);
                break;
        }
    }

    private static void CollectNamed(JsonElement schema, string? space, Dictionary<string, TypeDefinition> found)
    {
        var (own, name) = NameOf(schema, space);
        found.TryAdd(Join(own, name), new TypeDefinition(schema, space));
        if (!schema.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Array)
            return;
        foreach (var field in fields.EnumerateArray())
            Collect(field.GetProperty("type"), own, found);
    }
}
