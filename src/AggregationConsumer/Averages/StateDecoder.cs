using System.Text;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Topics;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Reads records of the state topic; whatever it cannot read stops the partition.</summary>
/// <remarks>Used by restores and one-shot commands, which may wait for the registry.</remarks>
internal sealed class StateDecoder(ReaderPlans averages, ReaderPlans ledgers, TimeSpan registryTimeout)
{
    private static readonly byte[] LedgerKey = Encoding.UTF8.GetBytes(TopicNames.LedgerKey);
    private static readonly byte[] RebuiltKey = Encoding.UTF8.GetBytes(TopicNames.RebuiltKey);

    /// <summary>True for the ledger's record.</summary>
    public static bool IsLedger(in RecordView record) => record.Key.SequenceEqual(LedgerKey);

    /// <summary>True for a rebuild's mark: what stands before it in its partition is void.</summary>
    public static bool IsRebuilt(in RecordView record) => record.Key.SequenceEqual(RebuiltKey);

    /// <summary>Keys that begin with <c>$</c> and are not the ledger belong to later versions.</summary>
    public static bool IsReserved(in RecordView record) => record.Key.Length > 0 && record.Key[0] == (byte)'$';

    /// <summary>A product's average.</summary>
    /// <exception cref="PartitionStateException">The record is not one.</exception>
    /// <exception cref="StateUnavailableException">The registry does not answer.</exception>
    public ProductAverage DecodeAverage(ReadOnlySpan<byte> value, StatePlace place) =>
        Decode<ProductAverage>(averages, value, place);

    /// <summary>A partition's ledger.</summary>
    /// <exception cref="PartitionStateException">The record is not one.</exception>
    /// <exception cref="StateUnavailableException">The registry does not answer.</exception>
    public Ledger DecodeLedger(ReadOnlySpan<byte> value, StatePlace place) =>
        Decode<Ledger>(ledgers, value, place);

    private T Decode<T>(ReaderPlans plans, ReadOnlySpan<byte> value, StatePlace place)
        where T : class, IAvroRecord<T>
    {
        var framing = ConfluentWireFormat.TryReadHeader(value, out var schemaId);
        if (framing != FramingStatus.Ok) throw Unreadable(place, ConfluentWireFormat.Describe(framing, value));
        var plan = PlanOf(plans, schemaId, place);
        if (plan.Resolver is not { } resolver) throw Unreadable(place, plan.Incompatibility!);
        var buffer = default(ResolvedBuffer);
        try
        {
            var avro = value[ConfluentWireFormat.HeaderSize..];
            var status = buffer.Resolve(resolver, checksText: true, ref avro);
            T? record = null;
            if (status.IsOk) status = T.TryReadWhole(avro, out record);
            return status.IsOk ? record! : throw Unreadable(place, status.ToString());
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private ReaderPlan PlanOf(ReaderPlans plans, int schemaId, StatePlace place)
    {
        if (plans.TryGet(schemaId, out var plan)) return plan;
        using var timeout = new CancellationTokenSource(registryTimeout);
        try
        {
            return plans.LoadAsync(schemaId, timeout.Token).GetAwaiter().GetResult();
        }
        catch (SchemaRegistryException failure) when (failure.Failure == SchemaRegistryFailure.NotFound)
        {
            // Whoever writes state has its schema's id from the registry: this is not state, or of another registry.
            throw Unreadable(place, $"the registry has no schema {schemaId}");
        }
        catch (Exception failure) when (failure is SchemaRegistryException or OperationCanceledException)
        {
            throw new StateUnavailableException(
                $"schema {schemaId} of the averages cannot be had: {failure.Message}", failure);
        }
    }

    private static PartitionStateException Unreadable(StatePlace place, string reason) => new(
        $"{place} cannot be read: {reason}; run rebuild to count the partition anew");
}
