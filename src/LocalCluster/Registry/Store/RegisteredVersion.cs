using OrderPipeline.LocalCluster.Registry.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>A version as answers tell it.</summary>
internal sealed record RegisteredVersion(string Subject, int Version, StoredSchema Schema, bool IsDeleted = false);
