using System.Collections.Frozen;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.SingleObject;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Avro's single-object encoding: the schema is told by its fingerprint, and must be known here.</summary>
/// <param name="resolvers">How orders of each schema are read, by its fingerprint.</param>
internal sealed class SingleObjectFraming(FrozenDictionary<ulong, AvroResolver> resolvers) : IOrderFraming
{
    public OrderPayload Open(ReadOnlySpan<byte> value)
    {
        var status = SingleObjectEncoding.TryReadHeader(value, out var fingerprint);
        if (status != SingleObjectStatus.Ok)
            return OrderPayload.Unreadable(SingleObjectEncoding.Describe(status, value));
        return resolvers.TryGetValue(fingerprint, out var resolver)
            ? OrderPayload.At(SingleObjectEncoding.HeaderSize, resolver)
            : OrderPayload.Unreadable(
                $"no schema is known with the fingerprint {SingleObjectEncoding.Hex(fingerprint)} "
                + "(CRC-64-AVRO, its bytes as they stand after C301)");
    }
}
