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

    /// <summary>True for the ledger's record.</summary>
    public static bool IsLedger(in RecordView record) => record.Key.SequenceEqual(LedgerKey);

    /// <summary>Keys that begin with <c>$</c> and are not the ledger belong to later versions.</summary>
    public static bool IsReserved(in RecordView record) => record.Key.Length > 0 && record.Key[0] == (byte)'$';

    /// <summary>A product's average.</summary>
    /// <exception cref="PartitionStateException">The record is not one.</exception>
    public ProductAverage DecodeAverage(in RecordView record) => Decode<ProductAverage>(averages, record);

    /// <summary>A partition's ledger.</summary>
    /// <exception cref="PartitionStateException">The record is not one.</exception>
    public Ledger DecodeLedger(in RecordView record) => Decode<Ledger>(ledgers, record);

    private T Decode<T>(ReaderPlans plans, in RecordView record)
        where T : class, IAvroRecord<T>
    {
        var framing = ConfluentWireFormat.TryReadHeader(record.Value, out var schemaId);
        if (framing != FramingStatus.Ok) throw Unreadable(record, ConfluentWireFormat.Describe(framing, record.Value));
        var plan = PlanOf(plans, schemaId);
        if (plan.Resolver is not { } resolver) throw Unreadable(record, plan.Incompatibility!);
        var buffer = default(ResolvedBuffer);
        try
        {
            var avro = record.Value[ConfluentWireFormat.HeaderSize..];
            var status = buffer.Resolve(resolver, checksText: true, ref avro);
            T? value = null;
            if (status.IsOk) status = T.TryReadWhole(avro, out value);
            return status.IsOk ? value! : throw Unreadable(record, status.ToString());
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private ReaderPlan PlanOf(ReaderPlans plans, int schemaId)
    {
        if (plans.TryGet(schemaId, out var plan)) return plan;
        using var timeout = new CancellationTokenSource(registryTimeout);
        try
        {
            return plans.LoadAsync(schemaId, timeout.Token).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is SchemaRegistryException or OperationCanceledException)
        {
            throw new StateUnavailableException(
                $"schema {schemaId} of the averages cannot be had: {failure.Message}", failure);
        }
    }

    private static PartitionStateException Unreadable(in RecordView record, string reason) => new(
        $"{record.Topic}[{record.Partition}]@{record.Offset} cannot be read: {reason}; " +
        "run rebuild to count the partition anew");
}
