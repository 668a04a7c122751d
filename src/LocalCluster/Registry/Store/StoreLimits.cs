namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>What the store takes before it says that it is full.</summary>
internal sealed record StoreLimits
{
    /// <summary>Versions of all subjects together, soft-deleted ones included.</summary>
    public int MaxVersions { get; init; } = 10_000;

    /// <summary>UTF-16 units of all schema texts together.</summary>
    public long MaxTextLength { get; init; } = 32 << 20;

    /// <summary>Subjects with a compatibility level of their own.</summary>
    public int MaxLevels { get; init; } = 10_000;
}
