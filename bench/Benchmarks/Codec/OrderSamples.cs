using Benchmarks.Input;
using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry.Framing;

namespace Benchmarks.Codec;

/// <summary>The same orders in every form that is measured.</summary>
internal sealed class OrderSamples
{
    public const int Count = 1024;

    /// <summary>The id in front of the framed values.</summary>
    public const int SchemaId = 7;

    public OrderSamples(int products)
    {
        using var source = new OrderInput("", Count, products).Generate();
        var buffer = new byte[128];
        for (var index = 0; index < Count; index++)
        {
            source.TryRead(out var order, out _);
            ConfluentWireFormat.WriteHeader(buffer, SchemaId);
            var writer = new AvroWriter(buffer.AsSpan(ConfluentWireFormat.HeaderSize));
            OrderView.Write(ref writer, order.OrderId, order.Product, order.Price);
            Framed[index] = buffer[..(ConfluentWireFormat.HeaderSize + writer.Written)];
            Avro[index] = Framed[index][ConfluentWireFormat.HeaderSize..];
            Ids[index] = order.OrderId.ToArray();
            Products[index] = order.Product.ToArray();
            var reader = new AvroReader(Avro[index]);
            Objects[index] = Order.Read(ref reader);
        }
    }

    public Order[] Objects { get; } = new Order[Count];

    public byte[][] Avro { get; } = new byte[Count][];

    public byte[][] Framed { get; } = new byte[Count][];

    public byte[][] Ids { get; } = new byte[Count][];

    public byte[][] Products { get; } = new byte[Count][];
}
