using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>Reads one partition's ledger as committed; joins no group, and asks nothing of the averages.</summary>
internal static class LedgerReader
{
    /// <summary>The ledger, or null where the partition was never counted.</summary>
    /// <exception cref="StateUnavailableException">The cluster does not answer, or an open transaction holds the
    /// partition.</exception>
    /// <exception cref="PartitionStateException">The ledger cannot be read.</exception>
    public static Ledger? Read(
        CommittedLogReader log, string topic, int partition, StateDecoder decoder, CancellationToken stop)
    {
        var state = new StateCollector(partition, new ProductTable(), decoder);
        var end = log.Read(topic, [new LogStart(partition)], state.Add, stop)[0];
        if (!end.IsHeld) return state.Ledger;
        throw new StateUnavailableException($"{topic}[{partition}] is held by an open transaction: try again");
    }
}
