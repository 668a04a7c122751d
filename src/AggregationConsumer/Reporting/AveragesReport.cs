using OrderPipeline.AggregationConsumer.Averages;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>Averages over partitions, and the ledgers they come from.</summary>
internal sealed class AveragesReport
{
    private readonly SortedDictionary<string, PriceStatistics> _products = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, (PartitionBooks Books, long NextOffset)> _ledgers = [];
    private readonly SortedDictionary<int, string> _damaged = [];
    private readonly List<int> _held = [];

    /// <summary>Each product over all partitions, in the order of names.</summary>
    public IReadOnlyDictionary<string, PriceStatistics> Products => _products;

    /// <summary>Each partition's books and next offset, in the order of numbers.</summary>
    public IReadOnlyDictionary<int, (PartitionBooks Books, long NextOffset)> Ledgers => _ledgers;

    /// <summary>Partitions whose newest records an open transaction holds back.</summary>
    public IReadOnlyList<int> Held => _held;

    /// <summary>Partitions whose state cannot be read or does not agree, and why; nothing of them is counted.</summary>
    public IReadOnlyDictionary<int, string> Damaged => _damaged;

    /// <summary>Over all products.</summary>
    public PriceStatistics Total()
    {
        var total = default(PriceStatistics);
        foreach (var statistics in _products.Values) total.Merge(statistics);
        return total;
    }

    /// <summary>Over all partitions.</summary>
    public Books Books()
    {
        var all = default(Books);
        foreach (var (books, _) in _ledgers.Values) all.Merge(books.Counts);
        return all;
    }

    /// <summary>Adds what one partition has of a product.</summary>
    public void Add(string product, in PriceStatistics statistics)
    {
        if (statistics.Count == 0) return;
        var merged = _products.GetValueOrDefault(product);
        merged.Merge(statistics);
        _products[product] = merged;
    }

    /// <summary>Adds one partition's books.</summary>
    public void Add(in PartitionBooks books, long nextOffset) => _ledgers[books.Partition] = (books, nextOffset);

    /// <summary>Notes a partition whose state is of no use.</summary>
    public void Damage(int partition, string reason) => _damaged[partition] = reason;

    /// <summary>Notes a partition that could not be read to its end.</summary>
    public void Hold(int partition) => _held.Add(partition);
}
