using System.Buffers;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>A growing pooled buffer that keeps what is in it.</summary>
internal sealed class PooledBytes(int first) : Stream
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(first);

    /// <summary>Bytes in use, from the start.</summary>
    internal int Count { get; set; }

    internal Memory<byte> Used => _bytes.AsMemory(0, Count);

    /// <summary>The rest of the buffer; its size is an accident.</summary>
    internal Span<byte> Room => _bytes.AsSpan(Count);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes the buffer twice as large, or as large as the limit where that is less.</summary>
    internal void Grow(int limit = int.MaxValue)
    {
        limit = Math.Min(limit, Array.MaxLength);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _bytes.Length, limit));
        Used.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (Room.Length < buffer.Length)
            Grow();
        buffer.CopyTo(Room);
        Count += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Count = 0;
        base.Dispose(disposing);
    }
}
