using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Rebuilding;

/// <summary>Tells the highest epoch of the dead letters of each partition of the orders.</summary>
internal interface IDeadLetterEpochs
{
    /// <summary>By the orders' partition; those without a dead letter are missing.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or an open transaction holds dead
    /// letters back.</exception>
    IReadOnlyDictionary<int, int> Highest(CancellationToken cancellation);
}
