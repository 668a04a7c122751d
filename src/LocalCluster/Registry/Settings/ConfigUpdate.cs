using OrderPipeline.Avro.Compatibility;

namespace OrderPipeline.LocalCluster.Registry.Settings;

/// <summary>Changes a config: what a request does not name stays, what it names as null is taken away.</summary>
internal sealed record ConfigUpdate
{
    public Change<CompatibilityLevel?>? Level { get; init; }

    public Change<bool?>? Normalize { get; init; }

    public Change<string?>? Alias { get; init; }

    public Change<string?>? CompatibilityGroup { get; init; }

    public bool IsEmpty => Level is null && Normalize is null && Alias is null && CompatibilityGroup is null;

    public SubjectConfig Apply(SubjectConfig config) => new()
    {
        Level = Level is null ? config.Level : Level.Value,
        Normalize = Normalize is null ? config.Normalize : Normalize.Value,
        Alias = Alias is null ? config.Alias : Alias.Value,
        CompatibilityGroup = CompatibilityGroup is null ? config.CompatibilityGroup : CompatibilityGroup.Value,
    };
}
