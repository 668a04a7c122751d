using System.Buffers;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>
/// The part of a stream that was read and not yet used, in one pooled buffer; it grows with what was really read,
/// never with what the file claims.
/// </summary>
internal sealed class FileInput : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private readonly Stream _stream;
    private readonly long _origin;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _start;
    private int _end;

    internal FileInput(Stream stream)
    {
        _stream = stream;
        _origin = stream.CanSeek ? stream.Position : 0;
    }

    /// <summary>The file's offset of the first byte of <see cref="Available"/>.</summary>
    internal long Offset { get; private set; }

    /// <summary>Whether the stream has no byte more than <see cref="Available"/>.</summary>
    internal bool IsAtEnd { get; private set; }

    /// <summary>What was read and not used; good until the next fill, also after <see cref="Consume"/>.</summary>
    internal ReadOnlyMemory<byte> Available => _buffer.AsMemory(_start, _end - _start);

    internal void Consume(int count)
    {
        _start += count;
        Offset += count;
    }

    /// <summary>Reads until so many bytes are available or the stream ends.</summary>
    internal void Fill(int needed)
    {
        while (!IsAtEnd && _end - _start < needed)
            Took(_stream.Read(Room(needed).Span));
    }

    internal async ValueTask FillAsync(int needed, CancellationToken cancellation)
    {
        while (!IsAtEnd && _end - _start < needed)
            Took(await _stream.ReadAsync(Room(needed), cancellation));
    }

    /// <exception cref="NotSupportedException">The stream cannot seek.</exception>
    internal void Seek(long offset)
    {
        if (!_stream.CanSeek)
            throw new NotSupportedException("The stream cannot seek, so a container file in it is read in order only.");
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        _stream.Position = _origin + offset;
        (_start, _end, Offset, IsAtEnd) = (0, 0, offset, false);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        (_start, _end) = (0, 0);
    }

    private void Took(int count)
    {
        _end += count;
        IsAtEnd = count == 0;
    }

    /// <summary>Where the next bytes go; the buffer is at most twice what it holds.</summary>
    private Memory<byte> Room(int needed)
    {
        var held = _end - _start;
        if (_end < _buffer.Length && _start + needed <= _buffer.Length)
            return _buffer.AsMemory(_end);
        if (held <= _buffer.Length / 2)
        {
            _buffer.AsSpan(_start, held).CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * held, Array.MaxLength));
            _buffer.AsSpan(_start, held).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        (_start, _end) = (0, held);
        return _buffer.AsMemory(_end);
    }
}
