using System.Text;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>What can be read of a failed order, for people and for its dead letter.</summary>
/// <param name="OrderId">Null where the value could not be decoded.</param>
/// <param name="Product">Null where the value could not be decoded.</param>
/// <param name="Price">Null where the value could not be decoded.</param>
internal readonly record struct OrderPreview(string? OrderId, string? Product, float? Price)
{
    /// <summary>Reads it again; nothing where that fails.</summary>
    public static OrderPreview Of(RecordCopy record, OrderDecoder decoder)
    {
        var buffer = default(ResolvedBuffer);
        try
        {
            return decoder.Decode(record.AsView(), ref buffer, out var order).IsOk ? Of(order) : default;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static OrderPreview Of(in OrderView order) => new(
        Encoding.UTF8.GetString(order.OrderId),
        Encoding.UTF8.GetString(order.Product),
        order.Price);
}
