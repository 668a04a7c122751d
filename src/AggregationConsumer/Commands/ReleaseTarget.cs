using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>Decides whether a partition can be released, and how far.</summary>
/// <param name="Name">The partition for people, such as <c>orders[2]</c>.</param>
/// <param name="Ledger">Its ledger, or null where it was never counted.</param>
/// <param name="End">Where its orders end now.</param>
internal sealed record ReleaseTarget(string Name, Ledger? Ledger, long End)
{
    /// <summary>The record to write.</summary>
    /// <param name="to">Everything before it passes; null for the end.</param>
    /// <exception cref="ProgramException">It is not stopped by its breaker, or this lets nothing through.</exception>
    public PartitionRelease Release(long? to)
    {
        if (Ledger is null)
            throw Refused($"{Name} has no ledger, nothing of it was counted: there is nothing to release");
        var breaker = LedgerBreaker.FromLedger(Ledger.Breaker);
        if (breaker.TrippedAt is not { } trippedAt)
            throw Refused($"{Name} is not stopped by its breaker: there is nothing to release");
        var until = to ?? End;
        if (until > End) throw Refused($"{Name} ends at {End}: what comes behind it cannot be let through yet");
        var from = Math.Max(Ledger.NextOffset, breaker.LetThroughTo ?? 0);
        if (until > from) return new PartitionRelease(Ledger.Epoch, Ledger.NextOffset, trippedAt, until);
        var before = from > Ledger.NextOffset ? $" and was let through to {from} before" : "";
        throw Refused(
            $"{Name} stands at {Ledger.NextOffset}{before}: " +
            $"name an offset from {from + 1} to {End} behind --to");
    }

    private static ProgramException Refused(string message) => new(ExitCode.Failed, message);
}
