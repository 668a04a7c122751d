namespace OrderPipeline.LocalCluster;

/// <summary>A topic that an embedded cluster has from its start: it cannot be asked to make one later.</summary>
public sealed record EmbeddedTopic(string Name, int Partitions);
