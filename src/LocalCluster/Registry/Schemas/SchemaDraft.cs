namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>A schema as a request brings it: nobody has looked at the text yet.</summary>
/// <param name="Text">The Avro schema's JSON; empty where only what stands beside the text is new.</param>
/// <param name="References">Where names come from that the text does not define.</param>
/// <param name="Normalize">Whether what is kept is the text's normal form instead of the text.</param>
internal sealed record SchemaDraft(string Text, IReadOnlyList<SchemaReference> References, bool Normalize = false)
{
    public SchemaDraft(string text)
        : this(text, [])
    {
    }

    public SchemaExtras Extras { get; init; } = SchemaExtras.None;
}
