using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>The averages of the partitions that this instance holds.</summary>
/// <remarks>The pipeline's thread owns it; only <see cref="StartRestore"/> is called from the restore
/// thread.</remarks>
internal sealed class AveragesStore(ProductTable products, StateEncoder encoder, StateDecoder decoder, OrderLines lines)
    : IPartitionStateStore<AveragedOrder>
{
    private readonly SortedList<int, PartitionAverages> _open = [];

    public StateEncoder Encoder { get; } = encoder;

    public OrderLines Lines { get; } = lines;

    /// <summary>The open partitions in the order of their numbers.</summary>
    public IList<PartitionAverages> Open => _open.Values;

    public IPartitionStateBuilder<AveragedOrder> StartRestore(int partition) =>
        new PartitionAveragesBuilder(partition, products, decoder, this);

    public void Opened(int partition, IPartitionState<AveragedOrder> state)
    {
        Lines.Drop(partition);
        _open[partition] = (PartitionAverages)state;
    }

    public void Closed(int partition)
    {
        Lines.Drop(partition);
        _open.Remove(partition);
    }

    /// <summary>A product's statistics over the open partitions, with what is not committed yet.</summary>
    public PriceStatistics Current(Product product)
    {
        var all = default(PriceStatistics);
        foreach (var partition in _open.Values) all.Merge(partition.Current(product));
        return all;
    }

    /// <summary>The committed books of the open partitions, without their products.</summary>
    public AveragesReport Books()
    {
        var report = new AveragesReport();
        foreach (var partition in _open.Values) report.Add(partition.Books, partition.NextOffset);
        return report;
    }

    /// <summary>What is committed of the open partitions.</summary>
    public AveragesReport Report()
    {
        var report = new AveragesReport();
        foreach (var partition in _open.Values)
        {
            report.Add(partition.Books, partition.NextOffset);
            foreach (var cell in partition.Cells)
            {
                if (cell.Product is { } product) report.Add(product.Name, cell.Committed);
            }
        }

        return report;
    }
}
