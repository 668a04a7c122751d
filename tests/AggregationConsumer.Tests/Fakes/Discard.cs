using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline;

namespace AggregationConsumer.Tests.Fakes;

/// <summary>An observer that keeps only what is delayed.</summary>
internal sealed class Discard : IPipelineObserver
{
    private readonly Lock _gate = new();
    private readonly List<string> _delays = [];

    public IReadOnlyList<string> Delays
    {
        get
        {
            lock (_gate) return [.. _delays];
        }
    }

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
    }

    public void Stopped(int partition, string reason)
    {
    }

    public void Tripped(int partition, string reason)
    {
    }

    public void Released(int partition, long letThroughTo)
    {
    }

    public void Committed()
    {
    }

    public void Delayed(string reason)
    {
        lock (_gate) _delays.Add(reason);
    }
}
