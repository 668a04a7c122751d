using System.Buffers;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Memory for one order that was written in another schema; rented only where it is needed.</summary>
internal ref struct ResolvedBuffer
{
    /// <summary>More than the largest record that Kafka carries by default, with room.</summary>
    private const int MaxSize = 64 * 1024 * 1024;

    private byte[]? _rented;

    /// <summary>True where a larger one may still be had.</summary>
    public readonly bool CanGrow => _rented is null || _rented.Length < MaxSize;

    /// <summary>Rents at least this many bytes; what was in an earlier one is gone.</summary>
    public Span<byte> Rent(int size)
    {
        Dispose();
        _rented = ArrayPool<byte>.Shared.Rent(size);
        return _rented;
    }

    public void Dispose()
    {
        if (_rented is null) return;
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
    }
}
