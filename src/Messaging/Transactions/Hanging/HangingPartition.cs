namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>A partition in which a transaction hangs, and how that one ended elsewhere.</summary>
/// <param name="Held">Where its records begin.</param>
/// <param name="IsCommitted">Its position was committed; else it was aborted, or nothing tells.</param>
internal readonly record struct HangingPartition(HeldPartition Held, bool IsCommitted);
