using OrderPipeline.Messaging.Pipeline.Breaking;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>What a pipeline reads, writes, and how much may wait.</summary>
public sealed record PipelineOptions
{
    /// <summary>Two hundredths of a second's work: a commit's calls take less.</summary>
    public const int UsualAheadOfCommit = 20_000;

    /// <summary>The topic that is read.</summary>
    public required string InputTopic { get; init; }

    /// <summary>The compacted topic of the state; as many partitions as the input.</summary>
    public required string StateTopic { get; init; }

    /// <summary>The topic of the dead letters.</summary>
    public required string DeadLetterTopic { get; init; }

    /// <summary>Attempts at a record in all, from 1.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Wait before the second attempt; each further wait is about twice as long.</summary>
    public TimeSpan RetryBackoffBase { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan RetryBackoffMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest time between two commits while there is something to commit.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest that one call of an asynchronous handler may last; then the attempt has failed.</summary>
    public TimeSpan HandlerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Records that wait for another attempt, or for an asynchronous handler, over all partitions.</summary>
    public int MaxInFlight { get; init; } = 10_000;

    /// <summary>Bytes of the records that wait there, however few they are; one may exceed it.</summary>
    public long MaxInFlightBytes { get; init; } = 128 << 20;

    /// <summary>Outcomes of one partition that wait behind a record on the side.</summary>
    public int LaneCapacity { get; init; } = 100_000;

    /// <summary>Outcomes that may wait, over all partitions, while a commit runs, from 0; then its end is waited
    /// for.</summary>
    public int AheadOfCommit { get; init; } = UsualAheadOfCommit;

    /// <summary>After so many seconds in one turn of the loop its thread counts as stuck, and the process ends.
    /// </summary>
    public int TurnBoundSeconds { get; init; } = 300;

    /// <summary>How many dead letters stop a partition; off by default.</summary>
    public BreakerLimits Breaker { get; init; } = new();

    /// <summary>The largest record the client will write, in bytes; dead letters are made to fit.</summary>
    public int MaxRecordBytes { get; init; } = 1_000_000;
}
