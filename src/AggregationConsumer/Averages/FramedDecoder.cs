using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.Avro;
using OrderPipeline.Messaging.State;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Reads records of one of our own types in Confluent's wire format.</summary>
/// <remarks>Used by restores and one-shot commands, which may wait for the registry.</remarks>
internal sealed class FramedDecoder<T>(ReaderPlans plans, TimeSpan registryTimeout)
    where T : class, IAvroRecord<T>
{
    /// <exception cref="PartitionStateException">The bytes are not such a record.</exception>
    /// <exception cref="StateUnavailableException">The registry does not answer.</exception>
    public T Decode(ReadOnlySpan<byte> value, StatePlace place)
    {
        var buffer = default(ResolvedBuffer);
        try
        {
            var status = T.TryReadWhole(Open(value, place, ref buffer), out var record);
            return status.IsOk ? record! : throw Unreadable(place, status.ToString());
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>The record's Avro in our own schema, for a view of it; it lives as long as value and buffer.</summary>
    /// <exception cref="PartitionStateException">The bytes are not such a record.</exception>
    /// <exception cref="StateUnavailableException">The registry does not answer.</exception>
    public ReadOnlySpan<byte> Open(ReadOnlySpan<byte> value, StatePlace place, ref ResolvedBuffer buffer)
    {
        var framing = ConfluentWireFormat.TryReadHeader(value, out var schemaId);
        if (framing != FramingStatus.Ok) throw Unreadable(place, ConfluentWireFormat.Describe(framing, value));
        var plan = PlanOf(schemaId, place);
        if (plan.Resolver is not { } resolver) throw Unreadable(place, plan.Incompatibility!);
        var avro = value[ConfluentWireFormat.HeaderSize..];
        var status = buffer.Resolve(resolver, checksText: true, ref avro);
        return status.IsOk ? avro : throw Unreadable(place, status.ToString());
    }

    public static PartitionStateException Unreadable(StatePlace place, string reason) => new(
        $"{place} cannot be read: {reason}; run rebuild to count the partition anew");

    private ReaderPlan PlanOf(int schemaId, StatePlace place)
    {
        if (plans.TryGet(schemaId, out var plan)) return plan;
        using var timeout = new CancellationTokenSource(registryTimeout);
        try
        {
            return plans.LoadAsync(schemaId, timeout.Token).GetAwaiter().GetResult();
        }
        catch (SchemaRegistryException failure) when (failure.Failure == SchemaRegistryFailure.NotFound)
        {
            // Whoever writes such records has its schema's id from the registry: this is none, or of another registry.
            throw Unreadable(place, $"the registry has no schema {schemaId}");
        }
        catch (Exception failure) when (failure is SchemaRegistryException or OperationCanceledException)
        {
            throw new StateUnavailableException(
                $"schema {schemaId} of {place} cannot be had: {failure.Message}", failure);
        }
    }
}
