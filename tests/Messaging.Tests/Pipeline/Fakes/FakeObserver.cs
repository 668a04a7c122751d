using System.Collections.Concurrent;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>Keeps what it hears.</summary>
internal sealed class FakeObserver : IPipelineObserver
{
    public ConcurrentQueue<string> Heard { get; } = new();

    public ConcurrentQueue<FailedRecord> DeadLetters { get; } = new();

    public ConcurrentDictionary<int, string> Stops { get; } = new();

    public int Commits { get; private set; }

    public void Assigned(IReadOnlyList<int> partitions) => Heard.Enqueue($"assigned {string.Join(' ', partitions)}");

    public void Revoked(IReadOnlyList<int> partitions, bool isLost) =>
        Heard.Enqueue($"{(isLost ? "lost" : "revoked")} {string.Join(' ', partitions)}");

    public void Restored(int partition, long nextOffset, long stateRecords) =>
        Heard.Enqueue($"restored {partition}@{nextOffset}");

    public void Retrying(RecordCopy record, int attempt, int attempts, Failure failure) =>
        Heard.Enqueue($"retrying {record.Partition}@{record.Offset} {attempt}/{attempts}");

    public void DeadLettered(FailedRecord failed) => DeadLetters.Enqueue(failed);

    public void Stopped(int partition, string reason) => Stops[partition] = reason;

    public void Tripped(int partition, string reason) => Heard.Enqueue($"tripped {partition}: {reason}");

    public void Released(int partition, long letThroughTo) => Heard.Enqueue($"released {partition}@{letThroughTo}");

    public void Committed() => Commits++;

    public void Delayed(string reason) => Heard.Enqueue($"delayed {reason}");
}
