namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>
/// What a schema carries beside its text: metadata and rules, which clients act on and a registry keeps.
/// </summary>
/// <param name="Metadata">A JSON object with its members in order; null where there is none.</param>
/// <param name="RuleSet">A JSON object; null where there is none.</param>
/// <param name="Properties">The metadata's properties, by name.</param>
internal sealed record SchemaExtras(
    string? Metadata, string? RuleSet, IReadOnlyDictionary<string, string> Properties)
{
    private static readonly Dictionary<string, string> NoProperties = [];

    public static SchemaExtras None { get; } = new(null, null, NoProperties);

    /// <summary>UTF-16 units that are kept.</summary>
    public int Length => (Metadata?.Length ?? 0) + (RuleSet?.Length ?? 0);

    /// <summary>A next version takes over from the one before it what it does not say itself.</summary>
    public SchemaExtras Or(SchemaExtras previous) => new(
        Metadata ?? previous.Metadata,
        RuleSet ?? previous.RuleSet,
        Metadata is null ? previous.Properties : Properties);

    public bool Says(SchemaExtras other) => Metadata == other.Metadata && RuleSet == other.RuleSet;
}
