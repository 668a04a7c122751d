using OrderPipeline.Avro.Compatibility;

namespace OrderPipeline.LocalCluster.Registry.Settings;

/// <summary>What <c>/config</c> holds for a subject, for a context or for all; null where nothing is said.</summary>
internal sealed record SubjectConfig
{
    /// <summary>What holds where nobody said anything.</summary>
    public static SubjectConfig Default { get; } = new() { Level = CompatibilityLevel.Backward };

    public CompatibilityLevel? Level { get; init; }

    /// <summary>Whether every schema is kept in its normal form.</summary>
    public bool? Normalize { get; init; }

    /// <summary>The subject that is meant instead of this one.</summary>
    public string? Alias { get; init; }

    /// <summary>The property of metadata whose value tells which versions are compared with each other.</summary>
    public string? CompatibilityGroup { get; init; }

    /// <summary>What is not said here, the wider config says. An alias is a subject's own.</summary>
    public SubjectConfig Or(SubjectConfig? wider) => wider is null ? this : this with
    {
        Level = Level ?? wider.Level,
        Normalize = Normalize ?? wider.Normalize,
        CompatibilityGroup = CompatibilityGroup ?? wider.CompatibilityGroup,
    };
}
