using System.Text.Unicode;
using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Plans;

namespace Benchmarks.Codec;

/// <summary>Our codec, and the bare work on the strings that it is held against.</summary>
internal sealed class AvroSide(OrderSamples samples, ReaderPlans plans)
{
    private readonly byte[] _buffer = new byte[256];

    public double BytesPerOrder => samples.Avro.Average(bytes => bytes.Length);

    public long Encode()
    {
        var total = 0L;
        foreach (var order in samples.Objects)
        {
            var writer = new AvroWriter(_buffer);
            order.Write(ref writer);
            total += writer.Written;
        }

        return total;
    }

    public long Transcode()
    {
        var total = 0L;
        foreach (var order in samples.Objects)
        {
            Utf8.FromUtf16(order.OrderId, _buffer, out _, out var id);
            Utf8.FromUtf16(order.Product, _buffer.AsSpan(id), out _, out var product);
            total += id + product;
        }

        return total;
    }

    public long DecodeView()
    {
        var total = 0L;
        foreach (var bytes in samples.Avro)
        {
            var reader = new AvroReader(bytes);
            if (OrderView.TryRead(ref reader, out var order).IsOk) total += order.OrderId.Length + order.Product.Length;
        }

        return total;
    }

    public long Validate()
    {
        var total = 0L;
        for (var index = 0; index < samples.Ids.Length; index++)
        {
            var (id, product) = (samples.Ids[index], samples.Products[index]);
            if (Utf8.IsValid(id) && Utf8.IsValid(product)) total += id.Length + product.Length;
        }

        return total;
    }

    public long DecodeObject()
    {
        var total = 0L;
        foreach (var bytes in samples.Avro)
        {
            var reader = new AvroReader(bytes);
            if (Order.TryRead(ref reader, out var order).IsOk) total += order!.OrderId.Length;
        }

        return total;
    }

    public long FindPlan()
    {
        var total = 0L;
        foreach (var value in samples.Framed)
        {
            if (ConfluentWireFormat.TryReadHeader(value, out var id) != FramingStatus.Ok) continue;
            if (plans.TryGet(id, out var plan) && plan.IsIdentity) total += value.Length;
        }

        return total;
    }

    /// <summary>The loop of <see cref="FindPlan"/> without what is measured.</summary>
    public long Touch()
    {
        var total = 0L;
        foreach (var value in samples.Framed) total += value.Length + value[0];
        return total;
    }
}
