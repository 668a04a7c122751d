using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.Pipeline.Commits;

/// <summary>The calls of one transaction, in the one order that is safe between instances.</summary>
internal sealed class CommitStep<TResult>(PipelineOptions options, DeadLetterLadder ladder)
{
    private readonly List<(int Partition, long Offset)> _positions = [];

    /// <summary>Writes what the lanes hold; they stay as they are until <see cref="End"/> has returned.</summary>
    /// <exception cref="TransactionException">A record was refused, or the producer cannot go on.</exception>
    public void Write(ITransactionalWriter writer, IReadOnlyList<Lane<TResult>> lanes)
    {
        _positions.Clear();
        writer.Begin();
        foreach (var lane in lanes)
        {
            if (!lane.HasChanges) continue;
            WriteLane(writer, lane);
            _positions.Add((lane.Partition, lane.AppliedTo));
        }
    }

    /// <summary>Commits what is written; asks nothing of the lanes.</summary>
    /// <exception cref="TransactionException">It did not come to its end.</exception>
    public void End(ITransactionalWriter writer)
    {
        // Invariant: a transaction sends offsets for every partition it writes, and only once all its records are
        // acknowledged. SendOffsets refuses an instance that lost its place, EndTxn does not; and whoever
        // restores one of these partitions waits for the open records, which are there only because of this
        // order.
        writer.AwaitAcknowledgements();
        writer.SendOffsets(_positions);
        writer.Commit();
    }

    private void WriteLane(ITransactionalWriter writer, Lane<TResult> lane)
    {
        foreach (var failed in lane.DeadLetters)
        {
            writer.Write(ladder.Encode(failed, options.DeadLetterTopic, lane.State!.Epoch));
        }

        lane.WriteChanges(new LaneStateWriter(writer, options.StateTopic, lane.Partition, lane.AppliedTo));
    }
}
