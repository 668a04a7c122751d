using OrderPipeline.Avro.Resolution;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Avro without a frame, all of it written with one schema.</summary>
internal sealed class RawFraming(AvroResolver resolver) : IOrderFraming
{
    public OrderPayload Open(ReadOnlySpan<byte> value) => OrderPayload.At(0, resolver);
}
