using OrderPipeline.AggregationConsumer.Averages.Collecting;
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
    /// <summary>Where a product's record stands in the other table, from 1, by the product's id: ids count over all
    /// partitions, and one holds few of them.</summary>
    private int[] _places = new int[16];

    /// <summary>The last record of each product.</summary>
    private (Product Product, StateRecord Record)[] _averages = new (Product, StateRecord)[16];

    private StateChunks _chunks = new();
    private int _count;
    private StateRecord _lastLedger;
    private Ledger? _ledger;
    private string _topic = "";

    /// <summary>The ledger, or null where none was read; decoded once all records were added.</summary>
    /// <exception cref="PartitionStateException">It is corrupt, deleted, or another partition's.</exception>
    public Ledger? Ledger => _ledger ??= _lastLedger.IsKept ? LedgerOf(_lastLedger) : null;

    /// <summary>True where a record of a ledger was read, whatever it holds.</summary>
    public bool HasLedger => _lastLedger.IsKept;

    public void Add(in RecordView record)
    {
        _topic = record.Topic;
        if (StateDecoder.IsLedger(record))
        {
            _lastLedger.Keep(record, _chunks);
        }
        else if (StateDecoder.IsRebuilt(record))
        {
            // Invariant: what stands before a rebuild's mark is void, readable or not. The broker keeps the last record
            // of a key at its offset, so the mark stays behind everything of the older epochs for ever.
            Array.Clear(_places);
            Array.Clear(_averages);
            (_count, _lastLedger, _chunks) = (0, default, new StateChunks());
        }
        else if (!StateDecoder.IsReserved(record))
        {
            RecordOf(products.GetOrAdd(record.Key)).Keep(record, _chunks);
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
        foreach (ref readonly var average in _averages.AsSpan(0, _count))
        {
            if (AverageOf(average.Product, average.Record, ledger.Epoch) is not { } statistics) continue;
            all.Merge(statistics);
            counted.Add((average.Product, statistics));
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

    private ref StateRecord RecordOf(Product product)
    {
        if (product.Id >= _places.Length) Array.Resize(ref _places, Math.Max(product.Id + 1, _places.Length * 2));
        ref var place = ref _places[product.Id];
        if (place == 0)
        {
            if (_count == _averages.Length) Array.Resize(ref _averages, _averages.Length * 2);
            _averages[_count] = (product, default);
            place = ++_count;
        }

        return ref _averages[place - 1].Record;
    }

    /// <summary>What the record says, or null where it is of another epoch.</summary>
    private PriceStatistics? AverageOf(Product product, in StateRecord record, int epoch)
    {
        CheckKept(record);
        var place = PlaceOf(record);
        var average = decoder.DecodeStatistics(record.Value, product.Utf8, place);
        if (average.IsOfProduct) return average.Epoch == epoch ? average.Statistics : null;
        throw new PartitionStateException(
            $"{place} is the average of another product than its key says: " +
            "it was written by another program; run rebuild to count the partition anew");
    }

    private Ledger LedgerOf(in StateRecord record)
    {
        CheckKept(record);
        var place = PlaceOf(record);
        var ledger = decoder.DecodeLedger(record.Value, place);
        if (ledger.Partition == partition) return ledger;
        throw new PartitionStateException(
            $"{place} is the ledger of partition {ledger.Partition}: " +
            "the topic was copied or written by another program; run rebuild to count it anew");
    }

    private void CheckKept(in StateRecord record)
    {
        if (!record.IsDeleted) return;
        throw new PartitionStateException(
            $"{PlaceOf(record)} deletes a key that was counted; run rebuild to count the partition anew");
    }

    private StatePlace PlaceOf(in StateRecord record) => new(_topic, partition, record.Offset);
}
