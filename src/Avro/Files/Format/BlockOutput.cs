using System.IO.Compression;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>Collects a block's objects and makes the block of them; a block is one write to the stream.</summary>
internal sealed class BlockOutput : IDisposable
{
    /// <summary>Room in front of the data for the two numbers, which are known last.</summary>
    private const int HeadRoom = 20;

    private readonly AvroFileHeader _header;
    private readonly AvroFileWriterOptions _options;
    private readonly PooledBytes _objects;
    private readonly PooledBytes? _deflated;

    internal BlockOutput(AvroFileHeader header, AvroFileWriterOptions options)
    {
        (_header, _options) = (header, options);
        _objects = new PooledBytes(options.BlockBytes + 4096);
        _deflated = header.Codec == AvroFileCodec.Deflate ? new PooledBytes(options.BlockBytes / 2) : null;
        Clear();
    }

    /// <summary>Objects in the block so far.</summary>
    internal long Count { get; private set; }

    internal bool IsFull => Size >= _options.BlockBytes;

    /// <summary>Where the next object may be encoded.</summary>
    internal Span<byte> Room =>
        _objects.Room[..Math.Min(_objects.Room.Length, Math.Max(0, _options.MaxBlockBytes - Size))];

    private int Size => _objects.Count - HeadRoom;

    /// <summary>Takes an object that was encoded into the room.</summary>
    internal void Add(int size)
    {
        _objects.Count += size;
        Count++;
    }

    /// <summary>Makes more room; false where the block has no more.</summary>
    internal bool TryGrow()
    {
        if (Size + Room.Length >= _options.MaxBlockBytes)
            return false;
        _objects.Grow();
        return true;
    }

    /// <summary>The block as it stands in the file; then <see cref="Clear"/>.</summary>
    internal ReadOnlyMemory<byte> Finish()
    {
        var block = _objects;
        if (_deflated is not null)
        {
            _deflated.Count = HeadRoom;
            using (var deflating = new DeflateStream(_deflated, _options.CompressionLevel, leaveOpen: true))
                deflating.Write(_objects.Used.Span[HeadRoom..]);

            // Of no bytes the framework makes no stream at all; other implementations want one.
            if (_deflated.Count == HeadRoom)
                _deflated.Write(EmptyStream);
            block = _deflated;
        }

        Span<byte> head = stackalloc byte[HeadRoom];
        var writer = new AvroWriter(head);
        writer.WriteLong(Count);
        writer.WriteLong(block.Count - HeadRoom);
        var start = HeadRoom - writer.Written;
        block.Write(_header.SyncMarker.Span);
        head[..writer.Written].CopyTo(block.Used.Span[start..]);
        return block.Used[start..];
    }

    /// <summary>A deflate stream of one block that holds nothing.</summary>
    private static ReadOnlySpan<byte> EmptyStream => [0x03, 0x00];

    internal void Clear()
    {
        _objects.Count = HeadRoom;
        Count = 0;
    }

    public void Dispose()
    {
        _objects.Dispose();
        _deflated?.Dispose();
    }
}
