using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>A schema with its id; immutable, shared by every subject of its context that registered the same.</summary>
/// <remarks>
/// It holds what it refers to, so that its references can be resolved even after their subjects are gone.
/// </remarks>
internal sealed class StoredSchema
{
    private string? _resolvedKey;

    public StoredSchema(string context, int id, CheckedSchema schema)
    {
        Context = context;
        Id = id;
        Text = schema.Text;
        Key = schema.Key;
        Guid = SchemaKeys.GuidOf(schema);
        References = schema.References;
        Referenced = schema.Referenced;
        Extras = schema.Extras;
        foreach (var other in Referenced)
            Depth = Math.Max(Depth, other.Depth + 1);
    }

    /// <summary>Ids count in a context.</summary>
    public string Context { get; }

    public int Id { get; }

    public string Text { get; }

    public string Key { get; }

    public string Guid { get; }

    public IReadOnlyList<SchemaReference> References { get; }

    public IReadOnlyList<StoredSchema> Referenced { get; }

    public SchemaExtras Extras { get; }

    /// <summary>Schemas that refer to schemas, this one not counted.</summary>
    public int Depth { get; }

    /// <summary>UTF-16 units that are kept.</summary>
    public int Length => Text.Length + Extras.Length;

    /// <summary>The key of the same schema with all it refers to in its own text; empty if it has none.</summary>
    public string ResolvedKey => _resolvedKey ??= Resolve();

    private string Resolve()
    {
        if (References.Count == 0)
            return Key;
        try
        {
            return SchemaKeys.Of(ResolvedForm.Of(this), [], Extras);
        }
        catch (RegistryRefusalException)
        {
            return "";
        }
    }
}
