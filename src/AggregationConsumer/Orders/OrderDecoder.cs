using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Reads an order where it lies, or resolved into a buffer where another schema wrote it.</summary>
/// <remarks>Thread-safe; an order in our own schema allocates nothing.</remarks>
internal sealed class OrderDecoder(IOrderFraming framing)
{
    private static readonly Failure NoValue = new(FailureKind.Deserialization, "the value is null");

    private static readonly Failure EmptyValue = new(FailureKind.Deserialization, "the value is empty");

    private readonly UndecodableFailures _undecodable = new();

    /// <summary>Reads one order.</summary>
    /// <param name="record">The record; the order's spans live as long as it and the buffer do.</param>
    /// <param name="buffer">Used where the order has to be resolved.</param>
    /// <param name="order">The order, where the outcome is ok.</param>
    public DecodedOrder Decode(in RecordView record, ref ResolvedBuffer buffer, out OrderView order)
    {
        order = default;
        if (record.Value.IsEmpty) return DecodedOrder.Unreadable(record.HasValue ? EmptyValue : NoValue);
        var payload = framing.Open(record.Value);
        if (payload.Dependency is { } dependency) return DecodedOrder.WaitFor(dependency);
        if (payload.Resolver is not { } resolver) return DecodedOrder.Unreadable(payload.Failure!);
        var avro = record.Value[payload.Start..];

        // The order's decoder checks its text itself. What is wrong, and where, is asked only when something is.
        var status = Read(resolver, checksText: false, avro, ref buffer, out order);
        if (!status.IsOk && !resolver.IsIdentity)
            status = Read(resolver, checksText: true, avro, ref buffer, out order);
        return status.IsOk ? DecodedOrder.Ok : Undecodable(status);
    }

    private static AvroStatus Read(
        AvroResolver resolver,
        bool checksText,
        ReadOnlySpan<byte> avro,
        ref ResolvedBuffer buffer,
        out OrderView order)
    {
        order = default;
        var status = buffer.Resolve(resolver, checksText, ref avro);
        if (!status.IsOk) return status;
        var reader = new AvroReader(avro);
        status = OrderView.TryRead(ref reader, out order);
        return status.IsOk && !reader.TryReadEnd() ? reader.Status() : status;
    }

    private DecodedOrder Undecodable(AvroStatus status) => DecodedOrder.Unreadable(_undecodable.Of(status));
}
