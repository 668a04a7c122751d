using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>What a restore sees of a <see cref="FakeCluster"/>.</summary>
/// <remarks>It ends as if it had not heard of a cancellation: one that comes at the last moment is like that.</remarks>
internal sealed class FakeStateLog(FakeCluster cluster) : IStateLog
{
    public void Read(int partition, StateRecordAction onRecord, CancellationToken cancellation)
    {
        cluster.BeforeRestore(partition, cancellation);
        var offset = 0L;
        foreach (var (key, value) in cluster.State(partition))
        {
            onRecord(new RecordCopy
            {
                Topic = "orders.averages",
                Partition = partition,
                Offset = offset++,
                Key = key,
                Value = value,
            }.AsView());
        }
    }

    public (long First, long End) InputRange(int partition) =>
        (cluster.FirstOffsets.GetValueOrDefault(partition), cluster.End(partition));

    public string? InputTopicId() => null;

    public long? GroupOffset(int partition) => cluster.GroupOffset(partition);

    public void Dispose()
    {
    }
}
