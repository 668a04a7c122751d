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
    /// <summary>What defaults and longer numbers may add to an order on its way to our schema, in bytes.</summary>
    private const int ResolvedMargin = 256;

    private static readonly Failure NoValue = new(FailureKind.Deserialization, "the value is null");

    private static readonly Failure EmptyValue = new(FailureKind.Deserialization, "the value is empty");

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
        if (payload.Failure is { } failure) return DecodedOrder.Unreadable(failure);
        var avro = record.Value[payload.Start..];
        if (payload.Resolver is { IsIdentity: false } resolver)
        {
            var status = Resolve(resolver, ref buffer, ref avro);
            if (!status.IsOk) return Undecodable(status);
        }

        var reader = new AvroReader(avro);
        var read = OrderView.TryRead(ref reader, out order);
        if (read.IsOk && reader.Remaining != 0) read = new AvroStatus(AvroErrorCode.TrailingBytes, reader.Position, null);
        return read.IsOk ? DecodedOrder.Ok : Undecodable(read);
    }

    private static AvroStatus Resolve(AvroResolver resolver, ref ResolvedBuffer buffer, ref ReadOnlySpan<byte> avro)
    {
        for (var size = (2 * avro.Length) + ResolvedMargin; ; size *= 4)
        {
            var destination = buffer.Rent(size);
            var writer = new AvroWriter(destination);
            var status = resolver.TryResolve(avro, ref writer, out var consumed);
            if (writer.Overflowed && buffer.CanGrow) continue;
            if (status.IsOk && consumed != avro.Length) status = new AvroStatus(AvroErrorCode.TrailingBytes, consumed, null);
            if (status.IsOk) avro = destination[..writer.Written];
            return status;
        }
    }

    private static DecodedOrder Undecodable(AvroStatus status) =>
        DecodedOrder.Unreadable(new Failure(FailureKind.Deserialization, $"the value is no order: {status}"));
}
