using OrderPipeline.Avro.SingleObject;
using OrderPipeline.SchemaRegistry.Framing;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Each value tells by its first bytes which framing it has.</summary>
/// <remarks>
/// A fingerprint that is known settles it. Where a schema for unframed orders is named, what that schema can
/// have written
/// from the first byte to the last is unframed: a price of 12.5 in front begins like Confluent's frame, the
/// number -98
/// like the single-object encoding. Else the marker C3 01, or a zero byte and a schema id, tells.
/// </remarks>
internal sealed class AutoFraming(ConfluentFraming confluent, SingleObjectFraming singleObject, RawFraming? raw)
    : IOrderFraming
{
    /// <summary>
    /// Registries count their ids up from 1 or 100,001: beyond this, beside unframed orders, is no id.
    /// </summary>
    private const int MaxCountedId = 0x00FF_FFFF;

    public OrderPayload Open(ReadOnlySpan<byte> value)
    {
        if (value.StartsWith(SingleObjectEncoding.Marker))
        {
            var payload = singleObject.Open(value);
            return payload.Resolver is null && raw is not null && raw.Fits(value) ? raw.Open(value) : payload;
        }

        var status = ConfluentWireFormat.TryReadHeader(value, out var schemaId);
        if (raw is not null)
        {
            var isFramed = status == FramingStatus.Ok && schemaId <= MaxCountedId && !raw.Fits(value);
            return isFramed ? confluent.Open(value) : raw.Open(value);
        }

        return value[0] == ConfluentWireFormat.MagicByte ? confluent.Open(value) : Unknown(status, value);
    }

    private static OrderPayload Unknown(FramingStatus status, ReadOnlySpan<byte> value)
    {
        var guess = status == FramingStatus.LooksLikeJson ? ": it looks like JSON text" : "";
        return OrderPayload.Unreadable(
            SingleObjectEncoding.Describe(SingleObjectStatus.WrongMarker, value)
            + $" nor with Confluent's 00{guess}; unframed orders need Consumer:InputSchemaFile");
    }
}
