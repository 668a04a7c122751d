using System.Text;
using OrderPipeline.Contracts.Topics;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>
/// The averages of one partition of the orders: as committed, and as they will be after the next commit.
/// </summary>
/// <remarks>Not thread-safe: the pipeline's thread owns it.</remarks>
internal sealed class PartitionAverages : IPartitionState<AveragedOrder>
{
    private static readonly byte[] LedgerKey = Encoding.UTF8.GetBytes(TopicNames.LedgerKey);

    private readonly AveragesStore _store;
    private readonly List<Product> _changed = [];
    private ProductCell[] _cells;
    private PartitionBooks _committed;
    private PartitionBooks _current;
    private long _writtenTo;

    public PartitionAverages(PartitionBooks books, long nextOffset, ProductCell[] cells, AveragesStore store)
    {
        _committed = _current = books;
        _cells = cells;
        _store = store;
        NextOffset = nextOffset;
    }

    public int Epoch => _committed.Epoch;

    public long NextOffset { get; private set; }

    public BreakerState Breaker
    {
        get => _current.Breaker;
        set => _current.Breaker = value;
    }

    /// <summary>The books as committed.</summary>
    public PartitionBooks Books => _committed;

    /// <summary>Every product's committed statistics, by product id.</summary>
    public ReadOnlySpan<ProductCell> Cells => _cells;

    /// <summary>A product's statistics with what is not committed yet.</summary>
    public PriceStatistics Current(Product product) =>
        product.Id < _cells.Length ? _cells[product.Id].Current : default;

    public void Apply(in AveragedOrder result)
    {
        var id = result.Product.Id;
        if (id >= _cells.Length) Array.Resize(ref _cells, Math.Max(id + 1, _cells.Length * 2));
        ref var cell = ref _cells[id];
        cell.Current.Add(result.Price);
        _current.Counts.Add(result.Price);
        if (!cell.IsChanged)
        {
            cell.IsChanged = true;
            cell.Product = result.Product;
            _changed.Add(result.Product);
        }

        if (result.OrderId is null) return;
        _store.Lines.Add(_current.Partition, result, _store.Current(result.Product));
    }

    public void Apply(FailedRecord failed) => _current.Counts.Add(failed.Failure.Kind);

    public void WriteChanges(IStateWriter writer, long nextOffset)
    {
        foreach (var product in _changed)
        {
            writer.Write(product.Utf8, _store.Encoder.Encode(
                product, _cells[product.Id].Current, nextOffset, _current.Epoch));
        }

        writer.Write(LedgerKey, _store.Encoder.Encode(_current, nextOffset));
        _writtenTo = nextOffset;
    }

    public void Commit()
    {
        foreach (var product in _changed)
        {
            ref var cell = ref _cells[product.Id];
            cell.Committed = cell.Current;
            cell.IsChanged = false;
        }

        _changed.Clear();
        _store.Lines.Committed(
            _current.Partition, _current.Counts.Averaged - _committed.Counts.Averaged);
        _committed = _current;
        NextOffset = _writtenTo;
    }

    public void Discard()
    {
        foreach (var product in _changed)
        {
            ref var cell = ref _cells[product.Id];
            cell.Current = cell.Committed;
            cell.IsChanged = false;
        }

        _changed.Clear();
        _store.Lines.Drop(_current.Partition);
        _current = _committed;
    }
}
