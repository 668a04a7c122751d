namespace OrderPipeline.LocalCluster.Groups;

/// <summary>A position and the group that it is for.</summary>
internal readonly record struct GroupPosition(string Group, TopicPosition Position);
