using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>Confluent's wire format: the schema is in the registry, by id.</summary>
internal sealed class ConfluentFraming(ReaderPlans plans, WriterSchemaLoads loads) : IOrderFraming
{
    public OrderPayload Open(ReadOnlySpan<byte> value)
    {
        var status = ConfluentWireFormat.TryReadHeader(value, out var schemaId);
        if (status != FramingStatus.Ok) return OrderPayload.Unreadable(ConfluentWireFormat.Describe(status, value));
        if (plans.TryGet(schemaId, out var plan))
        {
            return plan.Resolver is { } resolver
                ? OrderPayload.At(ConfluentWireFormat.HeaderSize, resolver)
                : OrderPayload.Unreadable(plan.Incompatibility!);
        }

        var (unknownBecause, load) = loads.Of(schemaId);
        return load is null ? OrderPayload.Unreadable(unknownBecause!) : OrderPayload.WaitFor(load);
    }
}
