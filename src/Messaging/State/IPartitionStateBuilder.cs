using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.State;

/// <summary>Makes a partition's state from the records of its state partition.</summary>
/// <remarks>Runs on the restore thread; what it makes is handed over once.</remarks>
public interface IPartitionStateBuilder<TResult>
{
    /// <summary>True once a ledger was among the records.</summary>
    bool HasLedger { get; }

    /// <summary>The input topic's id that the ledger names, or null.</summary>
    string? TopicId { get; }

    /// <summary>Takes the next record of the state partition.</summary>
    /// <exception cref="PartitionStateException">The record is corrupt, foreign or newer than this
    /// program.</exception>
    void Add(in RecordView record);

    /// <summary>The state as committed, its ledger checked against its sums.</summary>
    /// <exception cref="PartitionStateException">Ledger and state disagree.</exception>
    IPartitionState<TResult> Complete();

    /// <summary>The state of a partition that was never read.</summary>
    /// <param name="firstOffset">Where reading begins.</param>
    /// <param name="topicId">The input topic's id, where the cluster tells it.</param>
    IPartitionState<TResult> Begin(long firstOffset, string? topicId);
}
