namespace OrderPipeline.Messaging.State;

/// <summary>How far a partition was read.</summary>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="First">The first offset that the log still had when the reading began.</param>
/// <param name="End">Its end at that moment, open transactions and markers included.</param>
/// <param name="Reached">The next offset to read; at least <paramref name="End"/>, or the limit, unless it is
/// held.</param>
/// <param name="IsHeld">True where an open transaction kept the rest back for longer than its time-out
/// allows.</param>
public readonly record struct LogEnd(int Partition, long First, long End, long Reached, bool IsHeld);
