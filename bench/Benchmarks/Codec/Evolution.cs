using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Contracts;

namespace Benchmarks.Codec;

/// <summary>Orders as another version of their schema wrote them, and the plan that makes them ours.</summary>
internal sealed class Evolution
{
    private const string Id = """{"name":"orderId","type":"string"}""";
    private const string Product = """{"name":"product","type":"string"}""";
    private const string Price = """{"name":"price","type":"float"}""";

    private readonly byte[] _buffer = new byte[256];
    private readonly AvroResolver _resolver;
    private readonly byte[][] _data;

    private Evolution(string name, string writer, string reader, Order[] orders, OrderWriter write)
    {
        Name = name;
        _resolver = AvroResolver.Compile(Schema(writer), Schema(reader));
        if (_resolver.IsIdentity) throw new InvalidOperationException($"{name}: nothing is resolved");
        _data = Array.ConvertAll(orders, order =>
        {
            var buffer = new byte[256];
            var bytes = new AvroWriter(buffer);
            write(ref bytes, order);
            return buffer[..bytes.Written];
        });
    }

    private delegate void OrderWriter(ref AvroWriter writer, Order order);

    /// <summary>What the writer's schema has otherwise.</summary>
    public string Name { get; }

    /// <summary>The changes that schemas see in practice, each alone.</summary>
    public static Evolution[] All(OrderSamples samples) =>
    [
        new("reordered", $"{Product},{Price},{Id}", $"{Id},{Product},{Price}", samples.Objects, (ref writer, order) =>
        {
            writer.WriteString(order.Product);
            writer.WriteFloat(order.Price);
            writer.WriteString(order.OrderId);
        }),
        new("a field added by the reader, with a default", $"{Id},{Price}",
            $$"""{{Id}},{"name":"product","type":"string","default":"Item1"},{{Price}}""", samples.Objects,
            (ref writer, order) =>
            {
                writer.WriteString(order.OrderId);
                writer.WriteFloat(order.Price);
            }),
        new("two fields removed by the reader",
            $$"""{{Id}},{{Product}},{"name":"at","type":"long"},{{Price}},{"name":"note","type":["null","string"]}""",
            $"{Id},{Product},{Price}", samples.Objects, (ref writer, order) =>
            {
                writer.WriteString(order.OrderId);
                writer.WriteString(order.Product);
                writer.WriteLong(1_732_212_000_000);
                writer.WriteFloat(order.Price);
                writer.WriteUnionIndex(0);
            }),
        new("a field promoted", $$"""{{Id}},{{Product}},{"name":"price","type":"int"}""", $"{Id},{Product},{Price}",
            samples.Objects, (ref writer, order) =>
            {
                writer.WriteString(order.OrderId);
                writer.WriteString(order.Product);
                writer.WriteInt((int)order.Price);
            }),
    ];

    /// <summary>Resolves every order and decodes it to a view, as a deserializer does where all is well.</summary>
    public long Resolve()
    {
        var total = 0L;
        foreach (var bytes in _data)
        {
            var writer = new AvroWriter(_buffer);
            if (!_resolver.TryResolve(bytes, ref writer, checksText: false, out _).IsOk) continue;
            var reader = new AvroReader(_buffer.AsSpan(0, writer.Written));
            if (OrderView.TryRead(ref reader, out var order).IsOk) total += order.OrderId.Length + order.Product.Length;
        }

        return total;
    }

    private static AvroSchema Schema(string fields) => AvroSchema.Parse(
        $$"""{"type":"record","name":"Order","namespace":"OrderPipeline.Contracts","fields":[{{fields}}]}""");
}
