namespace OrderPipeline.Messaging.State;

/// <summary>What a partition's ledger says of its breaker; the default is one that never saw anything.</summary>
public readonly record struct BreakerState
{
    /// <summary>Dead letters in a row at the end of what is committed.</summary>
    public int Consecutive { get; init; }

    /// <summary>When it stopped the partition, UTC, in whole milliseconds; null while the partition goes on.</summary>
    public DateTimeOffset? TrippedAt { get; init; }

    /// <summary>Why it stopped the partition, one sentence; null while the partition goes on.</summary>
    public string? Reason { get; init; }

    /// <summary>Everything before this offset was let through by a person; null where nobody ever did.</summary>
    public long? LetThroughTo { get; init; }

    /// <summary>True from the trip until a person releases the partition.</summary>
    public bool IsTripped => TrippedAt is not null;
}
