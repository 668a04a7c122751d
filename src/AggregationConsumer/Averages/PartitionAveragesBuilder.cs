using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Makes a partition's averages from its state partition.</summary>
internal sealed class PartitionAveragesBuilder(
    int partition, ProductTable products, StateDecoder decoder, AveragesStore store)
    : IPartitionStateBuilder<AveragedOrder>
{
    private readonly StateCollector _records = new(partition, products, decoder);

    public bool HasLedger => _records.HasLedger;

    public string? TopicId => _records.Ledger?.TopicId;

    public void Add(in RecordView record) => _records.Add(record);

    public IPartitionState<AveragedOrder> Complete()
    {
        var (books, nextOffset, counted) = _records.Complete();
        var end = 16;
        foreach (var (product, _) in counted) end = Math.Max(end, product.Id + 1);
        var cells = new ProductCell[end];
        foreach (var (product, statistics) in counted)
        {
            cells[product.Id] = new ProductCell { Product = product, Committed = statistics, Current = statistics };
        }

        return new PartitionAverages(books, nextOffset, cells, store);
    }

    public IPartitionState<AveragedOrder> Begin(long firstOffset, string? topicId) => new PartitionAverages(
        new PartitionBooks { Partition = partition, TopicId = topicId, FirstOffset = firstOffset },
        firstOffset,
        new ProductCell[16],
        store);
}
