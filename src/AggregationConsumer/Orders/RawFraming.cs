using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Avro without a frame, all of it written with one schema.</summary>
internal sealed class RawFraming(AvroResolver resolver) : IOrderFraming
{
    public OrderPayload Open(ReadOnlySpan<byte> value) => OrderPayload.At(0, resolver);

    /// <summary>Whether the value is what the schema writes, from the first byte to the last.</summary>
    public bool Fits(ReadOnlySpan<byte> value) => AvroSkipper.Check(value, resolver.Writer).IsOk;
}
