using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.Producer.Source;
using OrderPipeline.SchemaRegistry.Framing;

namespace OrderPipeline.Producer.Sending;

/// <summary>
/// Orders as values of their topic: Confluent's header, then Avro, in one buffer that is used again.
/// </summary>
/// <remarks>The thread that sends owns it.</remarks>
internal sealed class OrderEncoder(int schemaId)
{
    private byte[] _buffer = new byte[1_024];

    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Encode(in OrderFields order)
    {
        while (true)
        {
            ConfluentWireFormat.WriteHeader(_buffer, schemaId);
            var writer = new AvroWriter(_buffer.AsSpan(ConfluentWireFormat.HeaderSize));
            OrderView.Write(ref writer, order.OrderId, order.Product, order.Price);
            if (writer.Error == AvroErrorCode.None)
                return _buffer.AsSpan(0, ConfluentWireFormat.HeaderSize + writer.Written);
            if (!writer.Overflowed) throw new InvalidOperationException($"an order cannot be encoded: {writer.Status}");
            _buffer = new byte[_buffer.Length * 2];
        }
    }

    /// <summary>Reads back what <see cref="Encode"/> wrote, for what is shown of it.</summary>
    public static OrderView Decode(ReadOnlySpan<byte> value)
    {
        var reader = new AvroReader(value[ConfluentWireFormat.HeaderSize..]);
        var status = OrderView.TryRead(ref reader, out var order);
        return status.IsOk ? order : throw new InvalidOperationException($"our own order cannot be read: {status}");
    }
}
