namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>One partition of the input as the cluster describes it.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="TopicId">The topic's id, or null where the cluster does not tell it.</param>
/// <param name="First">The first offset that is still there.</param>
/// <param name="End">The offset after the last record or marker.</param>
internal readonly record struct InputPosition(string Topic, int Partition, string? TopicId, long First, long End);
