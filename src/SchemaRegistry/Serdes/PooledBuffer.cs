using System.Buffers;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Bytes from the pool that grow on demand; what was in them is gone then.</summary>
internal struct PooledBuffer : IDisposable
{
    private const int FirstBytes = 1024;
    private const int MostBytes = 256 * 1024 * 1024;

    private byte[] _bytes;

    public PooledBuffer()
    {
        _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    }

    public readonly Span<byte> Span => _bytes;

    /// <exception cref="InvalidDataException">The value is larger than any that Kafka carries.</exception>
    public void Grow()
    {
        if (_bytes.Length >= MostBytes)
            throw new InvalidDataException("the value does not fit into 256 MiB");
        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 4);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
