using Confluent.Kafka;

namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>What a restore came to: a state, a reason to stop the partition, or a reason to try again.</summary>
internal sealed record RestoreResult<TResult>(RestoreRequest Request)
{
    /// <summary>The state, or null.</summary>
    public IPartitionState<TResult>? State { get; init; }

    /// <summary>How many records of the state topic were read.</summary>
    public long RecordsRead { get; init; }

    /// <summary>The library's own records, or null where they were not read.</summary>
    public ReservedRecords? Reserved { get; init; }

    /// <summary>The offset of the state partition before which everything was read.</summary>
    public long ReadTo { get; init; }

    /// <summary>Why the partition cannot go on, or null.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>Why it has to be tried again, or null.</summary>
    public string? RetryBecause { get; init; }

    /// <summary>What the cluster answered, where that is why.</summary>
    public Error? Error { get; init; }
}
