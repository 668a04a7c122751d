using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.AggregationConsumer.Averages.Collecting;

/// <summary>The last record of one key of a state partition, kept as bytes until the partition is read to its
/// end.</summary>
/// <remarks>Only the last one is ever decoded, so a restore costs a copy for each record it passes. A table of these is
/// no object for each: their bytes lie in the collector's <see cref="StateChunks"/>.</remarks>
internal struct StateRecord
{
    private byte[]? _chunk;
    private int _start;
    private int _room;
    private int _length;

    /// <summary>False where nothing was kept yet.</summary>
    public bool IsKept { get; private set; }

    public long Offset { get; private set; }

    /// <summary>True where the last record deletes the key.</summary>
    public bool IsDeleted { get; private set; }

    public readonly ReadOnlySpan<byte> Value => _chunk.AsSpan(_start, _length);

    /// <summary>Takes the place of what was kept.</summary>
    public void Keep(in RecordView record, StateChunks chunks)
    {
        IsKept = true;
        Offset = record.Offset;
        IsDeleted = !record.HasValue;
        _length = record.Value.Length;
        if (_room < _length) (_chunk, _start, _room) = chunks.Take(_length);
        record.Value.CopyTo(_chunk.AsSpan(_start, _length));
    }
}
