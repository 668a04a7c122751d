namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>What the store takes before it says that it is full.</summary>
internal sealed record StoreLimits
{
    /// <summary>Versions of all subjects together, soft-deleted ones included.</summary>
    public int MaxVersions { get; init; } = 10_000;

    /// <summary>UTF-16 units of all schema texts together, metadata and rules included.</summary>
    public long MaxTextLength { get; init; } = 32 << 20;

    /// <summary>Contexts that ever had a version.</summary>
    public int MaxContexts { get; init; } = 1_000;

    /// <summary>Subjects and contexts with a config of their own, and as many with a mode of their own.</summary>
    public int MaxSettings { get; init; } = 10_000;
}
