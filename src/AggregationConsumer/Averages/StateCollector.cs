using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>
/// Takes the records of one state partition, the last of each key counting, and checks that they agree.
/// </summary>
/// <remarks>
/// Judged is what the partition comes to, once it is read to its end: what a later record of the same key replaced, or
/// a rebuild made void, does not matter any more, whether or not the broker has compacted it away.
/// </remarks>
internal sealed class StateCollector(int partition, ProductTable products, StateDecoder decoder)
{
    /// <summary>The last record of each product, by the product's id.</summary>
    private (Product? Product, StateRecord? Record)[] _averages = new (Product?, StateRecord?)[16];

    private int _end;
    private int _count;
    private StateRecord? _lastLedger;
    private Ledger? _ledger;
    private string _topic = "";

    /// <summary>The ledger, or null where none was read; decoded once all records were added.</summary>
    /// <exception cref="PartitionStateException">It is corrupt, deleted, or another partition's.</exception>
    public Ledger? Ledger => _ledger ??= _lastLedger is null ? null : LedgerOf(_lastLedger);

    /// <summary>True where a record of a ledger was read, whatever it holds.</summary>
    public bool HasLedger => _lastLedger is not null;

    public void Add(in RecordView record)
    {
        _topic = record.Topic;
        if (StateDecoder.IsLedger(record))
        {
            (_lastLedger ??= new StateRecord()).Keep(record);
        }
        else if (StateDecoder.IsRebuilt(record))
        {
            // Invariant: what stands before a rebuild's mark is void, readable or not. The broker keeps the last record
            // of a key at its offset, so the mark stays behind everything of the older epochs for ever.
            Array.Clear(_averages);
            _count = 0;
            _lastLedger = null;
        }
        else if (!StateDecoder.IsReserved(record))
        {
            RecordOf(products.GetOrAdd(record.Key)).Keep(record);
        }
    }

    /// <summary>The books, the next offset and each product of the ledger's epoch.</summary>
    /// <exception cref="PartitionStateException">A record is corrupt, foreign, or deletes a key, or ledger and averages
    /// disagree.</exception>
    public (PartitionBooks Books, long NextOffset, IReadOnlyList<(Product, PriceStatistics)> Products) Complete()
    {
        var ledger = Ledger ?? throw new InvalidOperationException("there is no ledger to complete");
        var books = BooksOf(ledger);
        var counted = new List<(Product, PriceStatistics)>(_count);
        var all = default(PriceStatistics);
        foreach (var (product, record) in _averages.AsSpan(0, _end))
        {
            if (product is null || AverageOf(product, record!, ledger.Epoch) is not { } statistics) continue;
            all.Merge(statistics);
            counted.Add((product, statistics));
        }

        var agrees = all.Count == books.Counts.Averaged
            && all.Sum == books.Counts.Sum
            && books.Counts.Read == ledger.ReadValue;
        if (agrees) return (books, ledger.NextOffset, counted);
        if (books.Counts.Read != ledger.ReadValue)
        {
            throw new PartitionStateException(
                $"partition {partition}: the ledger says {ledger.ReadValue} orders were read, and they became " +
                $"{books.Counts.Averaged} averaged and {books.Counts.DeadLettered} dead letters; " +
                "run rebuild to count it anew");
        }

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
        Breaker = LedgerBreaker.FromLedger(ledger.Breaker),
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

    private StateRecord RecordOf(Product product)
    {
        if (product.Id >= _averages.Length) Array.Resize(ref _averages, Math.Max(product.Id + 1, _averages.Length * 2));
        _end = Math.Max(_end, product.Id + 1);
        ref var average = ref _averages[product.Id];
        average.Product = product;
        if (average.Record is not null) return average.Record;
        _count++;
        return average.Record = new StateRecord();
    }

    /// <summary>What the record says, or null where it is of another epoch.</summary>
    private PriceStatistics? AverageOf(Product product, StateRecord record, int epoch)
    {
        CheckKept(record);
        var place = PlaceOf(record);
        var average = decoder.DecodeStatistics(record.Value, product.Utf8, place);
        if (average.IsOfProduct) return average.Epoch == epoch ? average.Statistics : null;
        throw new PartitionStateException(
            $"{place} is the average of another product than its key says: " +
            "it was written by another program; run rebuild to count the partition anew");
    }

    private Ledger LedgerOf(StateRecord record)
    {
        CheckKept(record);
        var place = PlaceOf(record);
        var ledger = decoder.DecodeLedger(record.Value, place);
        if (ledger.Partition == partition) return ledger;
        throw new PartitionStateException(
            $"{place} is the ledger of partition {ledger.Partition}: " +
            "the topic was copied or written by another program; run rebuild to count it anew");
    }

    private void CheckKept(StateRecord record)
    {
        if (!record.IsDeleted) return;
        throw new PartitionStateException(
            $"{PlaceOf(record)} deletes a key that was counted; run rebuild to count the partition anew");
    }

    private StatePlace PlaceOf(StateRecord record) => new(_topic, partition, record.Offset);
}
