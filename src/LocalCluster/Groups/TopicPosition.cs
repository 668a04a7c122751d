namespace OrderPipeline.LocalCluster.Groups;

/// <summary>The offset that a group reads next in one partition, as it has committed it.</summary>
internal readonly record struct TopicPosition(string Topic, int Partition, long Offset);
