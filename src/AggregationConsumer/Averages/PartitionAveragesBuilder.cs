using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Makes a partition's averages from its state partition: the last record of each key counts.</summary>
internal sealed class PartitionAveragesBuilder(
    int partition, ProductTable products, StateDecoder decoder, AveragesStore store)
    : IPartitionStateBuilder<AveragedOrder>
{
    private readonly Dictionary<Product, ProductAverage> _averages = [];
    private Ledger? _ledger;

    public bool HasLedger => _ledger is not null;

    public string? TopicId => _ledger?.TopicId;

    public void Add(in RecordView record)
    {
        if (StateDecoder.IsLedger(record)) _ledger = LedgerOf(record);
        else if (!StateDecoder.IsReserved(record)) AddAverage(record);
    }

    public IPartitionState<AveragedOrder> Complete()
    {
        var ledger = _ledger!;
        var books = BooksOf(ledger);
        var cells = new ProductCell[16];
        var averaged = default(PriceStatistics);
        foreach (var (product, average) in _averages)
        {
            if (average.Epoch != ledger.Epoch) continue;
            var statistics = StatisticsOf(average);
            averaged.Merge(statistics);
            if (product.Id >= cells.Length) Array.Resize(ref cells, Math.Max(product.Id + 1, cells.Length * 2));
            cells[product.Id] = new ProductCell { Product = product, Committed = statistics, Current = statistics };
        }

        if (averaged.Count != books.Counts.Averaged || averaged.Sum != books.Counts.Sum || books.Counts.Read != ledger.Read)
        {
            throw new PartitionStateException(
                $"partition {partition}: the ledger counts {books.Counts.Averaged} averaged orders, its averages " +
                $"{averaged.Count}, or their sums differ: the state topic lost records; run rebuild to count it anew");
        }

        return new PartitionAverages(books, ledger.NextOffset, cells, store);
    }

    public IPartitionState<AveragedOrder> Begin(long firstOffset, string? topicId)
    {
        var books = new PartitionBooks { Partition = partition, TopicId = topicId, FirstOffset = firstOffset };
        return new PartitionAverages(books, firstOffset, new ProductCell[16], store);
    }

    /// <summary>What a ledger says, but for its position.</summary>
    public static PartitionBooks BooksOf(Ledger ledger) => new()
    {
        Partition = ledger.Partition,
        TopicId = ledger.TopicId,
        Epoch = ledger.Epoch,
        FirstOffset = ledger.FirstOffset,
        Counts = new Books
        {
            Averaged = ledger.Averaged,
            Deserialization = ledger.Deserialization,
            Validation = ledger.Validation,
            Processing = ledger.Processing,
            Unexpected = ledger.Unexpected,
            Sum = SumOf(ledger.Sum),
        },
    };

    /// <summary>What an average's record says.</summary>
    public static PriceStatistics StatisticsOf(ProductAverage average) =>
        new(average.Count, SumOf(average.Sum), average.Min, average.Max);

    private static Int128 SumOf(ExactSum sum)
    {
        Span<byte> bytes = stackalloc byte[FixedPoint.Size];
        sum.CopyTo(bytes);
        return FixedPoint.Read(bytes);
    }

    private Ledger LedgerOf(in RecordView record)
    {
        if (!record.HasValue) throw Tombstone(record);
        var ledger = decoder.DecodeLedger(record);
        if (ledger.Partition == partition) return ledger;
        throw new PartitionStateException(
            $"{record.Topic}[{record.Partition}]@{record.Offset} is the ledger of partition {ledger.Partition}: the topic " +
            "was copied or written by another program; run rebuild to count it anew");
    }

    private void AddAverage(in RecordView record)
    {
        if (!record.HasValue) throw Tombstone(record);
        var average = decoder.DecodeAverage(record);
        _averages[products.GetOrAdd(record.Key)] = average;
    }

    private static PartitionStateException Tombstone(in RecordView record) => new(
        $"{record.Topic}[{record.Partition}]@{record.Offset} deletes a key that was counted; " +
        "run rebuild to count the partition anew");
}
