namespace OrderPipeline.LocalCluster.Screen.Status;

/// <summary>A topic's partitions, in order of their numbers.</summary>
internal sealed record TopicEnds(string Name, IReadOnlyList<PartitionEnds> Partitions);
