using OrderPipeline.Contracts;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>The breaker's part of a ledger; null there for one that never saw anything.</summary>
internal static class LedgerBreaker
{
    /// <summary>As the ledger holds it.</summary>
    public static Breaker? ToLedger(in BreakerState state) => state == default ? null : new Breaker
    {
        Consecutive = state.Consecutive,
        TrippedAt = state.TrippedAt,
        Reason = state.Reason,
        LetThroughTo = state.LetThroughTo,
    };

    /// <summary>As the pipeline wants it.</summary>
    public static BreakerState FromLedger(Breaker? breaker) => breaker is null ? default : new BreakerState
    {
        Consecutive = breaker.Consecutive,
        TrippedAt = breaker.TrippedAt,
        Reason = breaker.Reason,
        LetThroughTo = breaker.LetThroughTo,
    };
}
