using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>Hears what a pipeline does, for people to read. It MUST NOT wait or throw.</summary>
/// <remarks>Called on the pipeline's thread; <see cref="Retrying"/> and <see cref="Delayed"/> on any.</remarks>
public interface IPipelineObserver
{
    /// <summary>The instance owns these partitions now, and restores them.</summary>
    void Assigned(IReadOnlyList<int> partitions);

    /// <summary>
    /// These partitions were given away; <paramref name="isLost"/> where they were taken without asking.
    /// </summary>
    void Revoked(IReadOnlyList<int> partitions, bool isLost);

    /// <summary>A partition's state was restored and its records are read on.</summary>
    void Restored(int partition, long nextOffset, long stateRecords);

    /// <summary>A record's next attempt begins.</summary>
    void Retrying(RecordCopy record, int attempt, int attempts, Failure failure);

    /// <summary>A dead letter was committed.</summary>
    void DeadLettered(FailedRecord failed);

    /// <summary>A partition cannot go on; others do.</summary>
    void Stopped(int partition, string reason);

    /// <summary>A partition's breaker stopped it, now or before it was restored: a person can let it go on; others
    /// go on meanwhile.</summary>
    void Tripped(int partition, string reason);

    /// <summary>A partition goes on behind its trip; everything before <paramref name="letThroughTo"/>
    /// passes.</summary>
    void Released(int partition, long letThroughTo);

    /// <summary>A transaction was committed.</summary>
    void Committed();

    /// <summary>Something takes long, passes later and is tried again, or is not as it should be: one
    /// sentence.</summary>
    void Delayed(string reason);
}
