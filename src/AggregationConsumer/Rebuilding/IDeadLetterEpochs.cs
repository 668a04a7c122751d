namespace OrderPipeline.AggregationConsumer.Rebuilding;

/// <summary>Tells the highest epoch of the dead letters of each partition of the orders.</summary>
internal interface IDeadLetterEpochs
{
    /// <summary>By the orders' partition; those without a dead letter are missing.</summary>
    IReadOnlyDictionary<int, int> Highest(CancellationToken cancellation);
}
