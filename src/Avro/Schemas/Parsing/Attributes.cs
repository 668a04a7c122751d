using System.Text.Json;

namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>Reads attributes of a schema object, each with the error it deserves.</summary>
internal static class Attributes
{
    internal static SchemaNode Required(SchemaNode node, string name) =>
        node.Find(name) ?? throw node.Error($"the attribute '{name}' is missing");

    internal static SchemaNode RequiredArray(SchemaNode node, string name)
    {
        var found = Required(node, name);
        return found.Kind == JsonValueKind.Array
            ? found
            : throw found.Error($"'{name}' must be an array, not {found.Described()}");
    }

    internal static string RequiredString(SchemaNode node, string name) => StringOf(Required(node, name), name);

    internal static string? OptionalString(SchemaNode node, string name) =>
        node.Find(name) is { } found ? StringOf(found, name) : null;

    internal static IReadOnlyList<SchemaNode> Strings(SchemaNode array, string what)
    {
        if (array.Kind != JsonValueKind.Array)
            throw array.Error($"'{array.Name}' must be an array of strings, not {array.Described()}");
        foreach (var item in array.Children)
            _ = StringOf(item, what);
        return array.Children;
    }

    private static string StringOf(SchemaNode node, string what) =>
        node.Kind == JsonValueKind.String
            ? node.Value
            : throw node.Error($"'{what}' must be a string, not {node.Described()}");
}
