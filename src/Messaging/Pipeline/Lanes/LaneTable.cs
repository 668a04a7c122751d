namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>The lanes of the partitions that this instance owns, found by partition.</summary>
internal sealed class LaneTable<TResult>
{
    private readonly List<Lane<TResult>> _lanes = [];
    private Lane<TResult>?[] _byPartition = [];

    public IReadOnlyList<Lane<TResult>> All => _lanes;

    /// <summary>The partition's lane, or null where another instance owns it.</summary>
    public Lane<TResult>? Find(int partition) =>
        (uint)partition < (uint)_byPartition.Length ? _byPartition[partition] : null;

    public void Add(Lane<TResult> lane)
    {
        if (lane.Partition >= _byPartition.Length) Array.Resize(ref _byPartition, lane.Partition + 1);
        _byPartition[lane.Partition] = lane;
        _lanes.Add(lane);
    }

    public void Remove(Lane<TResult> lane)
    {
        _byPartition[lane.Partition] = null;
        _lanes.Remove(lane);
    }
}
