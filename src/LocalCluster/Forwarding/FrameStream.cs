using System.Buffers;
using System.Buffers.Binary;

namespace OrderPipeline.LocalCluster.Forwarding;

/// <summary>Kafka's requests or answers, one by one, from a connection: four bytes of length, then so many
/// bytes.</summary>
/// <remarks>One reader at a time owns it; the buffer is the pool's.</remarks>
internal sealed class FrameStream(Stream source) : IDisposable
{
    /// <summary>Bytes of length before each frame.</summary>
    public const int LengthSize = 4;

    // As a broker's socket.request.max.bytes: beyond it this is no Kafka client, but HTTP or TLS, say.
    private const int MaxFrame = 104_857_600;
    private const int StartSize = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(StartSize);

    /// <summary>The next frame with its length before it, valid until the next call; empty at the stream's
    /// end.</summary>
    /// <exception cref="InvalidDataException">The length is none that a Kafka client sends.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within a frame.</exception>
    public async ValueTask<Memory<byte>> NextAsync(CancellationToken stop)
    {
        var start = await source.ReadAtLeastAsync(_buffer.AsMemory(0, LengthSize), LengthSize, false, stop);
        if (start == 0)
            return default;
        if (start < LengthSize)
            throw new EndOfStreamException();
        var length = BinaryPrimitives.ReadInt32BigEndian(_buffer);
        if (length is < 0 or > MaxFrame)
            throw new InvalidDataException($"a frame of {length:N0} bytes is not Kafka's");
        Reserve(LengthSize + length);
        await source.ReadExactlyAsync(_buffer.AsMemory(LengthSize, length), stop);
        return _buffer.AsMemory(0, LengthSize + length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Reserve(int size)
    {
        if (_buffer.Length >= size)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, LengthSize).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
