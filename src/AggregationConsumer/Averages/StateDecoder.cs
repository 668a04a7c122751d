using System.Text;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Topics;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Reads records of the state topic; whatever it cannot read stops the partition.</summary>
/// <remarks>Used by restores and one-shot commands, which may wait for the registry.</remarks>
internal sealed class StateDecoder(ReaderPlans averages, ReaderPlans ledgers, TimeSpan registryTimeout)
{
    private static readonly byte[] LedgerKey = Encoding.UTF8.GetBytes(TopicNames.LedgerKey);
    private static readonly byte[] RebuiltKey = Encoding.UTF8.GetBytes(TopicNames.RebuiltKey);

    private readonly FramedDecoder<ProductAverage> _averages = new(averages, registryTimeout);
    private readonly FramedDecoder<Ledger> _ledgers = new(ledgers, registryTimeout);

    /// <summary>True for the ledger's record.</summary>
    public static bool IsLedger(in RecordView record) => record.Key.SequenceEqual(LedgerKey);

    /// <summary>True for a rebuild's mark: what stands before it in its partition is void.</summary>
    public static bool IsRebuilt(in RecordView record) => record.Key.SequenceEqual(RebuiltKey);

    /// <summary>Keys that begin with <c>$</c> and are not the ledger belong to later versions.</summary>
    public static bool IsReserved(in RecordView record) => record.Key.Length > 0 && record.Key[0] == (byte)'$';

    /// <summary>A product's average.</summary>
    /// <exception cref="PartitionStateException">The record is not one.</exception>
    /// <exception cref="StateUnavailableException">The registry does not answer.</exception>
    public ProductAverage DecodeAverage(ReadOnlySpan<byte> value, StatePlace place) => _averages.Decode(value, place);

    /// <summary>A partition's ledger.</summary>
    /// <exception cref="PartitionStateException">The record is not one.</exception>
    /// <exception cref="StateUnavailableException">The registry does not answer.</exception>
    public Ledger DecodeLedger(ReadOnlySpan<byte> value, StatePlace place) => _ledgers.Decode(value, place);
}
