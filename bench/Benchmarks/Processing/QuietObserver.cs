using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline;

namespace Benchmarks.Processing;

/// <summary>Counts commits; whatever should not happen in a measured run goes to standard error.</summary>
internal sealed class QuietObserver : IPipelineObserver
{
    /// <summary>True where faults are what is measured, and so no news.</summary>
    public bool IsDisturbed { get; set; }

    /// <summary>Transactions committed.</summary>
    public long Commits { get; private set; }

    public void Assigned(IReadOnlyList<int> partitions)
    {
    }

    public void Revoked(IReadOnlyList<int> partitions, bool isLost)
    {
    }

    public void Restored(int partition, long nextOffset, long stateRecords)
    {
    }

    public void Retrying(RecordCopy record, int attempt, int attempts, Failure failure)
    {
    }

    public void DeadLettered(FailedRecord failed)
    {
        if (!IsDisturbed) Delayed($"dead letter: {failed.Failure.Reason}");
    }

    public void Stopped(int partition, string reason) => Delayed($"partition {partition} stopped: {reason}");

    public void Tripped(int partition, string reason) => Delayed($"partition {partition} tripped: {reason}");

    public void Released(int partition, long letThroughTo)
    {
    }

    public void Committed() => Commits++;

    public void Delayed(string reason)
    {
        if (!IsDisturbed) Console.Error.WriteLine("# " + reason);
    }
}
