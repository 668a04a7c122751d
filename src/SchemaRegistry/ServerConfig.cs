namespace OrderPipeline.SchemaRegistry;

/// <summary>Settings of a subject, or of the whole registry.</summary>
public sealed record ServerConfig
{
    /// <summary>What new versions must be able to do; null when it is not said.</summary>
    public Compatibility? Compatibility { get; init; }

    /// <summary>True when schemas are normalized at registration and look-up; null when it is not said.</summary>
    public bool? Normalize { get; init; }

    /// <summary>Another name under which the subject is found; null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>The metadata property by which versions are grouped for compatibility; null for none.</summary>
    public string? CompatibilityGroup { get; init; }
}
