using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline.Duplicates;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>What a program brings to a pipeline.</summary>
/// <typeparam name="TResult">What the handler makes of a good record.</typeparam>
public sealed record PipelineWork<TResult>
{
    /// <summary>The work on one record.</summary>
    public required IRecordHandler<TResult> Handler { get; init; }

    /// <summary>The work on those records that <see cref="Handler"/> leaves to it; null where it leaves none.</summary>
    public IAsyncRecordHandler<TResult>? LaterHandler { get; init; }

    /// <summary>What becomes of a good record whose identity was there shortly before; null where nobody looks.
    /// </summary>
    public DuplicatePolicy? Duplicates { get; init; }

    /// <summary>The states of the partitions.</summary>
    public required IPartitionStateStore<TResult> Store { get; init; }

    /// <summary>The words of its dead letters.</summary>
    public required IDeadLetterEncoder DeadLetters { get; init; }

    /// <summary>Hears what happens.</summary>
    public required IPipelineObserver Observer { get; init; }

    /// <summary>Called on the pipeline's thread once its producer is ready, before the group is joined: what is still
    /// being made by then is waited for. What it throws at the first start ends the run.</summary>
    public Action? BeforeJoining { get; init; }

    /// <summary>Spreads retries; seeded by the program.</summary>
    public required Random Jitter { get; init; }
}
