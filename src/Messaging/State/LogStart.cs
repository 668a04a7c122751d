namespace OrderPipeline.Messaging.State;

/// <summary>A partition to read, and where to begin.</summary>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="Offset">The first offset wanted; null for the first there is.</param>
/// <param name="Limit">The offset before which the reading ends; null for the end there is.</param>
public readonly record struct LogStart(int Partition, long? Offset = null, long? Limit = null);
