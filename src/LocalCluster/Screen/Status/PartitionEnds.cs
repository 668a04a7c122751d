namespace OrderPipeline.LocalCluster.Screen.Status;

/// <summary>The first offset that a partition still has, and the one that its next record gets.</summary>
internal readonly record struct PartitionEnds(long Start, long End);
