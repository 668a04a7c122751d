using OrderPipeline.Messaging.Pipeline.Commits;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Retries;

namespace OrderPipeline.Messaging.Pipeline;

/// <summary>How long a poll may wait for the first record, in milliseconds.</summary>
/// <remarks>A record ends the wait; a rebalance is answered inside it, and does not.</remarks>
internal static class PollTime
{
    /// <summary>Where retries, restores or commits wait for the pipeline's thread.</summary>
    public const int Usual = 5;

    /// <summary>While a commit runs, whose end is to be seen soon.</summary>
    private const int BesideCommit = 1;

    /// <summary>Where nothing happens: each turn costs processor time, and a signal is heard this late.</summary>
    private const int Idle = 50;

    public static int Of<TResult>(
        LaneTable<TResult> lanes, SideRetry<TResult> side, TransactionDriver<TResult> transactions)
    {
        if (transactions.IsCommitting) return BesideCommit;
        if (!transactions.IsReady || side.InFlight > 0 || lanes.All.Count == 0) return Usual;
        foreach (var lane in lanes.All)
        {
            var isStill = lane.Status is LaneStatus.Running or LaneStatus.Stopped or LaneStatus.Tripped;
            if (!isStill || lane.HasChanges || lane.Waiting.Count > 0) return Usual;
        }

        return Idle;
    }
}
