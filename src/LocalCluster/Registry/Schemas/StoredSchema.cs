namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>A schema with its id; immutable, shared by every subject that registered the same.</summary>
/// <remarks>
/// It holds what it refers to, so that its references can be resolved even after their subjects are gone.
/// </remarks>
internal sealed class StoredSchema
{
    public StoredSchema(int id, CheckedSchema schema)
    {
        Id = id;
        Text = schema.Text;
        Key = schema.Key;
        References = schema.References;
        Referenced = schema.Referenced;
        foreach (var other in Referenced)
            Depth = Math.Max(Depth, other.Depth + 1);
    }

    public int Id { get; }

    public string Text { get; }

    public string Key { get; }

    public IReadOnlyList<SchemaReference> References { get; }

    public IReadOnlyList<StoredSchema> Referenced { get; }

    /// <summary>Schemas that refer to schemas, this one not counted.</summary>
    public int Depth { get; }
}
