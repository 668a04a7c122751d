using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.Messaging.State;

/// <summary>
/// What a program keeps of one input partition: committed state, and an overlay of what is not committed yet.
/// </summary>
/// <typeparam name="TResult">What the handler makes of a good record.</typeparam>
/// <remarks>The pipeline's thread owns it, and calls in the order of the offsets.</remarks>
public interface IPartitionState<TResult>
{
    /// <summary>The epoch of the partition's books; dead letters carry it.</summary>
    int Epoch { get; }

    /// <summary>Everything before this offset is in the committed state.</summary>
    long NextOffset { get; }

    /// <summary>What the ledger says of the partition's breaker: read when the state was restored, set before each
    /// <see cref="WriteChanges"/>.</summary>
    BreakerState Breaker { get; set; }

    /// <summary>Adds one good record to the overlay.</summary>
    void Apply(in TResult result);

    /// <summary>Adds one dead letter to the overlay.</summary>
    void Apply(FailedRecord failed);

    /// <summary>Encodes what the overlay changed, the ledger last.</summary>
    /// <param name="writer">Takes the records of this partition of the state topic.</param>
    /// <param name="nextOffset">Everything before it is in the overlay.</param>
    void WriteChanges(IStateWriter writer, long nextOffset);

    /// <summary>The transaction with the changes was committed: the overlay becomes committed state.</summary>
    void Commit();

    /// <summary>The overlay is dropped; what it held will be read again, or by somebody else.</summary>
    void Discard();
}
