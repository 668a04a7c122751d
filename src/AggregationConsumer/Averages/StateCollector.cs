using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>
/// Takes the records of one state partition, the last of each key counting, and checks that they agree.
/// </summary>
internal sealed class StateCollector(int partition, ProductTable products, StateDecoder decoder)
{
    private readonly Dictionary<Product, ProductAverage> _averages = [];
    private Ledger? _ledger;

    /// <summary>The ledger, or null where none was read.</summary>
    public Ledger? Ledger => _ledger;

    /// <exception cref="PartitionStateException">The record is corrupt, foreign, or deletes a key.</exception>
    public void Add(in RecordView record)
    {
        var isLedger = StateDecoder.IsLedger(record);
        if (!isLedger && StateDecoder.IsReserved(record)) return;
        if (!record.HasValue)
        {
            throw new PartitionStateException(
                $"{record.Topic}[{record.Partition}]@{record.Offset} deletes a key that was counted; " +
                "run rebuild to count the partition anew");
        }

        if (isLedger) _ledger = LedgerOf(record);
        else _averages[products.GetOrAdd(record.Key)] = decoder.DecodeAverage(record);
    }

    /// <summary>The books, the next offset and each product of the ledger's epoch.</summary>
    /// <exception cref="PartitionStateException">Ledger and averages disagree.</exception>
    public (PartitionBooks Books, long NextOffset, IReadOnlyList<(Product, PriceStatistics)> Products) Complete()
    {
        var ledger = _ledger ?? throw new InvalidOperationException("there is no ledger to complete");
        var books = BooksOf(ledger);
        var counted = new List<(Product, PriceStatistics)>(_averages.Count);
        var all = default(PriceStatistics);
        foreach (var (product, average) in _averages)
        {
            if (average.Epoch != ledger.Epoch) continue;
            var statistics = new PriceStatistics(average.Count, SumOf(average.Sum), average.Min, average.Max);
            all.Merge(statistics);
            counted.Add((product, statistics));
        }

        var agrees = all.Count == books.Counts.Averaged
            && all.Sum == books.Counts.Sum
            && books.Counts.Read == ledger.ReadValue;
        if (agrees) return (books, ledger.NextOffset, counted);
        throw new PartitionStateException(
            $"partition {partition}: the ledger counts {books.Counts.Averaged} averaged orders, " +
            $"its averages {all.Count}, or their sums differ: " +
            "the state topic lost records; run rebuild to count it anew");
    }

    private static PartitionBooks BooksOf(Ledger ledger) => new()
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

    private static Int128 SumOf(ExactSum sum)
    {
        Span<byte> bytes = stackalloc byte[FixedPoint.Size];
        sum.CopyTo(bytes);
        return FixedPoint.Read(bytes);
    }

    private Ledger LedgerOf(in RecordView record)
    {
        var ledger = decoder.DecodeLedger(record);
        if (ledger.Partition == partition) return ledger;
        throw new PartitionStateException(
            $"{record.Topic}[{record.Partition}]@{record.Offset} is the ledger of partition {ledger.Partition}: " +
            "the topic was copied or written by another program; run rebuild to count it anew");
    }
}
