using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.Rebuilding;

/// <summary>Replaces the state of all partitions by one that has counted nothing, in one transaction (DESIGN
/// 3).</summary>
/// <remarks>Ended anywhere it leaves the old state or the new one; it may be run again at any time.</remarks>
internal sealed class RebuildWorker(RebuildParts parts, RebuildOptions options)
{
    private static readonly TimeSpan LeaveBound = TimeSpan.FromSeconds(30);

    private readonly LoneMembership _membership = new(parts, options);

    /// <summary>Rebuilds.</summary>
    /// <exception cref="GroupException">Other members live.</exception>
    /// <exception cref="ProgramException">First records have been deleted, or the transaction did not come to its
    /// end.</exception>
    /// <exception cref="StateUnavailableException">The cluster does not answer.</exception>
    public async Task<IReadOnlyList<RebuiltPartition>> RunAsync(IStateRebuilder rebuilder, CancellationToken stop)
    {
        try
        {
            await _membership.EnterAsync(stop);
            using var stopReading = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var reading = Task.Run(() => Read(rebuilder, stopReading.Token), CancellationToken.None);
            var found = await _membership.HoldWhileAsync(reading, stopReading);
            CheckFirstOffsets(found);
            stop.ThrowIfCancellationRequested();
            Write(found);
            return [.. found.Select(one => new RebuiltPartition(one.Former, one.Position.First))];
        }
        finally
        {
            await LeaveAsync();
        }
    }

    /// <summary>What was written stands, whatever becomes of the membership.</summary>
    private async Task LeaveAsync()
    {
        try
        {
            await Task.Run(parts.Consumer.Close).WaitAsync(LeaveBound, parts.Time);
        }
        catch (Exception failure) when (failure is KafkaException or TimeoutException)
        {
            parts.Say($"warning: the group was not left cleanly: {failure.Message}");
        }
    }

    private List<(IFormerState Former, InputPosition Position)> Read(IStateRebuilder rebuilder, CancellationToken stop)
    {
        using var log = parts.OpenLog();
        var found = new List<(IFormerState, InputPosition)>();
        for (var partition = 0; partition < options.Partitions; partition++)
        {
            var former = rebuilder.Start(partition);
            log.Read(partition, from: null, former.Add, stop);
            var (first, end) = log.InputRange(partition);
            found.Add((former, new InputPosition(options.InputTopic, partition, log.InputTopicId(), first, end)));
        }

        rebuilder.Complete(stop);
        return found;
    }

    private void CheckFirstOffsets(List<(IFormerState Former, InputPosition Position)> found)
    {
        if (options.IsFromAvailable) return;
        var deleted = new List<string>();
        foreach (var (former, position) in found)
        {
            var isSameTopic = former.TopicId is null || position.TopicId is null
                || former.TopicId == position.TopicId;
            var wanted = isSameTopic ? former.FirstOffset ?? 0 : 0;
            if (position.First <= wanted) continue;
            deleted.Add($"{position.Topic}[{position.Partition}] from {wanted} to {position.First}");
        }

        if (deleted.Count == 0) return;
        throw new ProgramException(
            ExitCode.Failed,
            $"the first records have been deleted ({string.Join(", ", deleted)}), " +
            "so the result would be another one: nothing was changed; " +
            "run rebuild --from-available to count what is left");
    }

    private void Write(List<(IFormerState Former, InputPosition Position)> found)
    {
        using var writer = parts.CreateWriter();
        try
        {
            writer.Initialize();
            writer.Begin();
            foreach (var (former, position) in found)
            {
                former.WriteNew(
                    new LaneStateWriter(writer, options.StateTopic, position.Partition),
                    position.First,
                    position.TopicId);
            }

            // Both invariants of CommitStep: all records acknowledged, then the offsets of every partition written.
            // The offsets carry the membership as it was when all partitions were ours: whoever owns one by now has
            // had it given in a later generation, and these are refused.
            writer.AwaitAcknowledgements();
            writer.SendOffsets([.. found.Select(one => (one.Position.Partition, one.Position.First))]);
        }
        catch (TransactionException failure)
        {
            if (failure.Failure == TransactionFailure.Abort) TryAbort(writer);
            throw new ProgramException(
                ExitCode.Failed, $"nothing was changed: {failure.Message}; run rebuild again", failure);
        }

        Commit(writer);
    }

    private static void Commit(ITransactionalWriter writer)
    {
        try
        {
            writer.Commit();
        }
        catch (TransactionException failure)
        {
            throw new ProgramException(
                ExitCode.Failed,
                $"whether the averages were forgotten is not known: {failure.Message}; " +
                "run rebuild again, which is safe",
                failure);
        }
    }

    /// <summary>What cannot be aborted ends by the transaction's time-out, or by the next rebuild.</summary>
    private static void TryAbort(ITransactionalWriter writer)
    {
        try
        {
            writer.Abort();
        }
        catch (TransactionException)
        {
            // It was not committed, and nobody will.
        }
    }
}
