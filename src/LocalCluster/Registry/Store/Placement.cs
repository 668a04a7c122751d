namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>The id and the version that a registration wants to have; null where the registry chooses.</summary>
internal readonly record struct Placement(int? Id, int? Version);
