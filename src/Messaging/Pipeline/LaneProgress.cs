namespace OrderPipeline.Messaging.Pipeline;

/// <summary>How far one owned partition is.</summary>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="CommittedTo">Everything before this offset is committed; 0 while it is being restored for the
/// first time.</param>
/// <param name="StoppedBecause">Why it cannot go on, or null.</param>
public readonly record struct LaneProgress(int Partition, long CommittedTo, string? StoppedBecause);
