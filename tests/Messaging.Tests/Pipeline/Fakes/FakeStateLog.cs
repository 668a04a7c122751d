using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>What a restore sees of a <see cref="FakeCluster"/>.</summary>
/// <remarks>It ends as if it had not heard of a cancellation: one that comes at the last moment is like that.</remarks>
internal sealed class FakeStateLog(FakeCluster cluster) : IStateLog
{
    public void Meet(TimeSpan bound) => cluster.WhenMeeting();

    public long Read(int partition, long? from, StateRecordAction onRecord, CancellationToken cancellation)
    {
        cluster.BeforeRestore(partition, cancellation);
        var offset = 0L;
        foreach (var (key, value) in cluster.State(partition))
        {
            if (offset++ < (from ?? 0)) continue;
            onRecord(new RecordCopy
            {
                Topic = "orders.averages",
                Partition = partition,
                Offset = offset - 1,
                Key = key,
                Value = value,
            }.AsView());
        }

        cluster.Reads.Enqueue((partition, from, offset));
        return offset;
    }

    public (long First, long End) InputRange(int partition) =>
        (cluster.FirstOffsets.GetValueOrDefault(partition), cluster.End(partition));

    public string? InputTopicId() => null;

    public long? GroupOffset(int partition) => cluster.GroupOffset(partition);

    public void Dispose()
    {
    }
}
