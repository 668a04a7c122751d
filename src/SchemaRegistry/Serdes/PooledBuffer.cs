using System.Buffers;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Bytes from the pool that grow on demand; what was in them is gone then.</summary>
internal struct PooledBuffer : IDisposable
{
    public const int FirstBytes = 1024;

    private const int MostBytes = 256 * 1024 * 1024;

    private byte[] _bytes;

    public PooledBuffer()
        : this(FirstBytes)
    {
    }

    public PooledBuffer(int firstBytes) => _bytes = ArrayPool<byte>.Shared.Rent(firstBytes);

    public readonly Span<byte> Span => _bytes;

    /// <exception cref="InvalidDataException">The value is larger than any that Kafka carries.</exception>
    public void Grow()
    {
        if (_bytes.Length >= MostBytes)
            throw new InvalidDataException("the value does not fit into 256 MiB");
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_bytes.Length * 4L, MostBytes));
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
