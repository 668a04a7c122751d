using System.Text;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.Avro;
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
    private static readonly byte[] RebuiltKey = Encoding.UTF8.GetBytes(ReservedKeys.Rebuilt);

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

    /// <summary>What an average says of its product, without an object for it: a restore reads as many as there are
    /// products.</summary>
    /// <returns>Whether it is this product's, its epoch, and its statistics.</returns>
    /// <exception cref="PartitionStateException">The record is not one.</exception>
    /// <exception cref="StateUnavailableException">The registry does not answer.</exception>
    public (bool IsOfProduct, int Epoch, PriceStatistics Statistics) DecodeStatistics(
        ReadOnlySpan<byte> value, ReadOnlySpan<byte> product, StatePlace place)
    {
        var buffer = default(ResolvedBuffer);
        try
        {
            var reader = new AvroReader(_averages.Open(value, place, ref buffer));
            var status = ProductAverageView.TryRead(ref reader, out var view);
            if (status.IsOk && !reader.TryReadEnd()) status = reader.Status();
            if (!status.IsOk) throw FramedDecoder<ProductAverage>.Unreadable(place, status.ToString());
            var statistics = new PriceStatistics(view.Count, FixedPoint.Read(view.Sum), view.Min, view.Max);
            return (view.Product.SequenceEqual(product), view.Epoch, statistics);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>A partition's ledger.</summary>
    /// <exception cref="PartitionStateException">The record is not one.</exception>
    /// <exception cref="StateUnavailableException">The registry does not answer.</exception>
    public Ledger DecodeLedger(ReadOnlySpan<byte> value, StatePlace place) => _ledgers.Decode(value, place);
}
