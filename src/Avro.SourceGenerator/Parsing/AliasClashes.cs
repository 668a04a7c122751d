using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>Finds aliases that mean two things, so that a reader could take one's data for the other's.</summary>
internal static class AliasClashes
{
    public static IEnumerable<(NamedSchema Type, SchemaNode Place, string Message)> Find(
        IReadOnlyList<NamedSchema> types)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in types)
            owners[type.FullName] = type.FullName;
        foreach (var type in types)
        {
            for (var i = 0; i < type.Aliases.Count; i++)
            {
                if (Claim(owners, type.Aliases[i], type.FullName) is { } other)
                    yield return (type, PlaceOf(type.Node, i), Message("type", type.FullName, type.Aliases[i], other));
            }

            foreach (var (place, message) in InFields(type as RecordSchema))
                yield return (type, place, message);
        }
    }

    private static IEnumerable<(SchemaNode Place, string Message)> InFields(RecordSchema? record)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var fields = record?.Fields ?? [];
        foreach (var field in fields)
            owners[field.Name] = field.Name;
        foreach (var field in fields)
        {
            for (var i = 0; i < field.Aliases.Count; i++)
            {
                if (Claim(owners, field.Aliases[i], field.Name) is { } other)
                    yield return (PlaceOf(field.Node!, i), Message("field", field.Name, field.Aliases[i], other));
            }
        }
    }

    /// <summary>Who has the alias already; null where it is free or its own.</summary>
    private static string? Claim(Dictionary<string, string> owners, string alias, string owner)
    {
        if (!owners.TryGetValue(alias, out var other))
            owners[alias] = owner;
        return other is null || other == owner ? null : other;
    }

    private static SchemaNode PlaceOf(SchemaNode node, int index) => node.Find("aliases")!.Children[index];

    private static string Message(string kind, string name, string alias, string other) =>
        $"The alias '{alias}' of the {kind} '{name}' is a name of '{other}', too: data of the one may be read as the "
        + "other.";
}
