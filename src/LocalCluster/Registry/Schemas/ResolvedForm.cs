using System.Text.Json;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>
/// A schema's normal form with the types that it refers to in its own text, each where it is first used:
/// <c>format=resolved</c>.
/// </summary>
internal static class ResolvedForm
{
    private const int MaxDepth = 1024;

    /// <exception cref="RegistryRefusalException">42201: its references make it deeper than a text may be.</exception>
    public static string Of(StoredSchema schema)
    {
        if (schema.References.Count == 0)
            return schema.Text;
        try
        {
            return Resolve(schema);
        }
        catch (Exception e) when (e is InsufficientExecutionStackException or InvalidOperationException)
        {
            throw RegistryRefusals.InvalidSchema("with all it refers to it is too deep for one text.", e);
        }
    }

    private static string Resolve(StoredSchema schema)
    {
        var parser = new AvroSchemaParser { ChecksDefaults = false };
        Dictionary<string, TypeDefinition> elsewhere = new(StringComparer.Ordinal);
        Collect(parser, schema.Referenced, elsewhere, []);
        string[] known = [.. parser.Types.Keys];
        return NormalForm.Of(parser.Parse(schema.Text).Json, known, elsewhere);
    }

    private static void Collect(
        AvroSchemaParser parser,
        IReadOnlyList<StoredSchema> referenced,
        Dictionary<string, TypeDefinition> found,
        HashSet<StoredSchema> seen)
    {
        foreach (var schema in referenced)
        {
            if (!seen.Add(schema))
                continue;
            Collect(parser, schema.Referenced, found, seen);
            using var document = JsonDocument.Parse(
                parser.Parse(schema.Text).Json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            TypeDefinition.Collect(document.RootElement.Clone(), null, found);
        }
    }
}
