using System.Buffers;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Memory for one datum that was written in another schema; rented only where it is needed.</summary>
internal ref struct ResolvedBuffer
{
    /// <summary>What defaults and longer numbers may add to a datum at first guess, in bytes.</summary>
    private const int Margin = 256;

    /// <summary>More than the largest record that Kafka carries by default, with room.</summary>
    private const int MaxSize = 64 * 1024 * 1024;

    private byte[]? _rented;

    /// <summary>
    /// Turns the writer's bytes into the reader's; they stay as they are where the schemas are the same.
    /// </summary>
    /// <param name="resolver">The plan.</param>
    /// <param name="checksText">
    /// False where the caller decodes the order at once, and comes again, with the datum, after a failure.
    /// </param>
    /// <param name="avro">In: the whole datum. Out: bytes that live as long as this buffer.</param>
    public AvroStatus Resolve(AvroResolver resolver, bool checksText, ref ReadOnlySpan<byte> avro)
    {
        if (resolver.IsIdentity) return AvroStatus.Ok;
        for (var size = (2 * avro.Length) + Margin; ; size *= 4)
        {
            Dispose();
            _rented = ArrayPool<byte>.Shared.Rent(size);
            var writer = new AvroWriter(_rented);
            var status = resolver.TryResolve(avro, ref writer, checksText, out var consumed);
            if (writer.Overflowed && size < MaxSize) continue;
            if (!status.IsOk) return status;
            if (consumed != avro.Length) return new AvroStatus(AvroErrorCode.TrailingBytes, consumed, null);
            avro = _rented.AsSpan(0, writer.Written);
            return AvroStatus.Ok;
        }
    }

    public void Dispose()
    {
        if (_rented is null) return;
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
    }
}
