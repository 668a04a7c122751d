using System.Text;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Rules;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Decodes an order in place, checks it and processes it.</summary>
/// <remarks>Thread-safe; a good order in our own schema allocates nothing.</remarks>
internal sealed class OrderHandler(
    OrderDecoder decoder, ProductTable products, FaultInjection faults, OrderLines lines)
    : IRecordHandler<AveragedOrder>
{
    /// <summary>
    /// A product's average holds its name twice, and must fit the largest record that brokers take by
    /// default.
    /// </summary>
    private const int MaxProductBytes = 256 * 1024;

    /// <summary>By validity; a storm of bad orders makes no sentence of its own for each.</summary>
    private static readonly Failure?[] Invalid = [.. Enum.GetValues<OrderValidity>().Select(validity =>
        validity == OrderValidity.Valid
            ? null
            : new Failure(FailureKind.Validation, OrderRules.Reason(validity)))];

    private static readonly Failure TooLongProduct =
        new(FailureKind.Validation, "The product is longer than 262,144 bytes.");

    public HandledRecord<AveragedOrder> Handle(in RecordView record, int attempt)
    {
        var buffer = default(ResolvedBuffer);
        try
        {
            var decoded = decoder.Decode(record, ref buffer, out var order);
            if (decoded.IsOk) return Process(record, order, attempt);
            return decoded.Failure is { } failure
                ? HandledRecord<AveragedOrder>.Failed(failure)
                : HandledRecord<AveragedOrder>.WaitFor(decoded.Dependency!);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private HandledRecord<AveragedOrder> Process(in RecordView record, in OrderView order, int attempt)
    {
        var validity = OrderRules.Check(order.OrderId, order.Product, order.Price);
        if (validity != OrderValidity.Valid) return HandledRecord<AveragedOrder>.Failed(Invalid[(int)validity]!);
        if (order.Product.Length > MaxProductBytes) return HandledRecord<AveragedOrder>.Failed(TooLongProduct);
        var product = products.GetOrAdd(order.Product);
        return faults.Of(record, product, attempt) is { } fault
            ? HandledRecord<AveragedOrder>.Failed(fault)
            : HandledRecord<AveragedOrder>.Success(new AveragedOrder(product, order.Price, LineOf(order.OrderId)));
    }

    /// <summary>The id as text, only where a line will be printed for it.</summary>
    private string? LineOf(ReadOnlySpan<byte> orderId)
    {
        if (!lines.Wants) return null;
        lines.Expect();
        return Encoding.UTF8.GetString(orderId);
    }
}
