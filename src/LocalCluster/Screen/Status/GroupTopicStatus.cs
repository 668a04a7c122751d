namespace OrderPipeline.LocalCluster.Screen.Status;

/// <summary>How far a group is in one topic.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Position">Offsets behind it, over all partitions.</param>
/// <param name="Lag">Offsets before it, over all partitions; those that it has not committed count from their start.
/// </param>
internal sealed record GroupTopicStatus(string Topic, long Position, long Lag);
