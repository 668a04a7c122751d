using System.Buffers;
using System.Text.Json;

namespace Benchmarks.Codec;

/// <summary>The baseline of G3: source-generated System.Text.Json with a writer that is used again.</summary>
internal sealed class JsonSide : IDisposable
{
    private readonly OrderJson[] _objects;
    private readonly byte[][] _texts;
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    public JsonSide(OrderSamples samples)
    {
        _objects = Array.ConvertAll(samples.Objects, order => new OrderJson
        {
            OrderId = order.OrderId,
            Product = order.Product,
            Price = order.Price,
        });
        _texts = Array.ConvertAll(
            _objects, order => JsonSerializer.SerializeToUtf8Bytes(order, OrderJsonContext.Default.OrderJson));
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
    }

    public double BytesPerOrder => _texts.Average(text => text.Length);

    public long Encode()
    {
        var total = 0L;
        foreach (var order in _objects)
        {
            _buffer.ResetWrittenCount();
            _writer.Reset();
            JsonSerializer.Serialize(_writer, order, OrderJsonContext.Default.OrderJson);
            _writer.Flush();
            total += _buffer.WrittenCount;
        }

        return total;
    }

    public long Decode()
    {
        var total = 0L;
        foreach (var text in _texts)
        {
            total += JsonSerializer.Deserialize(text, OrderJsonContext.Default.OrderJson)!.OrderId.Length;
        }

        return total;
    }

    public void Dispose() => _writer.Dispose();
}
