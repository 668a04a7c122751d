namespace OrderPipeline.AggregationConsumer.Averages.Collecting;

/// <summary>Places for records' bytes, many in one array; given back all together, with the collector.</summary>
/// <remarks>Not thread-safe. A record that outgrows its place takes another; the old one is lost until the end.
/// </remarks>
internal sealed class StateChunks
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>A number in the next record of a product may need some bytes more.</summary>
    private const int Slack = 8;

    private byte[] _chunk = [];
    private int _used;

    /// <summary>A place of at least this many bytes.</summary>
    public (byte[] Chunk, int Start, int Room) Take(int length)
    {
        var room = length + Slack;
        if (room > ChunkBytes / 4) return (new byte[length], 0, length);
        if (room > _chunk.Length - _used) (_chunk, _used) = (new byte[ChunkBytes], 0);
        var start = _used;
        _used += room;
        return (_chunk, start, room);
    }
}
