using System.Collections.Concurrent;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>States in memory; knows which partitions are open.</summary>
internal sealed class FakePartitionStateStore : IPartitionStateStore<long>
{
    public ConcurrentDictionary<int, FakePartitionState> Open { get; } = new();

    public IPartitionStateBuilder<long> StartRestore(int partition) => new Builder();

    public void Opened(int partition, IPartitionState<long> state) => Open[partition] = (FakePartitionState)state;

    public void Closed(int partition) => Open.TryRemove(partition, out _);

    private sealed class Builder : IPartitionStateBuilder<long>
    {
        private FakeLedger? _ledger;

        public bool HasLedger => _ledger is not null;

        public string? TopicId => null;

        public void Add(in RecordView record) => _ledger = FakeLedger.Parse(record.Value.ToArray());

        public IPartitionState<long> Complete() => new FakePartitionState(_ledger!);

        public IPartitionState<long> Begin(long firstOffset, string? topicId) =>
            new FakePartitionState(new FakeLedger(firstOffset, [], []));
    }
}
