using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>The ledger of one partition, but for its position.</summary>
internal record struct PartitionBooks
{
    public int Partition { get; init; }

    /// <summary>The orders topic's id, where the cluster tells it.</summary>
    public string? TopicId { get; init; }

    /// <summary>Raised by a rebuild.</summary>
    public int Epoch { get; init; }

    /// <summary>Where this epoch began.</summary>
    public long FirstOffset { get; init; }

    /// <summary>What the partition's breaker says.</summary>
    public BreakerState Breaker { get; set; }

    /// <summary>What became of the orders.</summary>
    public Books Counts;
}
