using OrderPipeline.Messaging.Output;

namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>Compares a partition's ledger with the log it counts: the ledger rules, or the partition stops.</summary>
internal static class PositionPolicy
{
    /// <summary>Checks a ledger's position; docs/adr/0003.</summary>
    /// <param name="position">Where the ledger says that reading goes on.</param>
    /// <exception cref="PartitionStateException">The log is another one, or lacks what the ledger needs.</exception>
    public static void CheckLedger(InputPosition position, string? ledgerTopicId, long nextOffset)
    {
        var name = $"{position.Topic}[{position.Partition}]";
        if (ledgerTopicId is not null && position.TopicId is not null && ledgerTopicId != position.TopicId)
        {
            throw new PartitionStateException(
                $"{name} was deleted and made again since its averages were counted: " +
                "run rebuild to count the new topic");
        }

        if (position.First > nextOffset)
        {
            throw new PartitionStateException(
                $"{name} begins at {position.First}, its ledger at {nextOffset}: " +
                (position.First - nextOffset is var gone and not 1
                    ? $"{Counted.Of(gone, "record")} were deleted before they were read"
                    : "1 record was deleted before it was read") +
                "; run rebuild --from-available to count what is left");
        }

        if (nextOffset > position.End)
        {
            throw new PartitionStateException(
                $"{name} ends at {position.End}, its ledger at {nextOffset}: " +
                "the topic lost records or is another one; run rebuild to count it anew");
        }
    }

    /// <summary>What is said where somebody set the group's offset: it is not followed.</summary>
    public static string OffsetWasSet(string topic, int partition, long groupOffset, long ledgerOffset) =>
        $"{topic}[{partition}] has group offset {groupOffset} and a ledger at {ledgerOffset}: the ledger rules; " +
        "to count again from the first order, stop every instance and run rebuild";

    /// <summary>Checks a partition without a ledger: nothing may have been counted yet.</summary>
    /// <param name="hasState">The state partition holds records all the same.</param>
    /// <exception cref="PartitionStateException">Something was counted, and nobody knows how much.</exception>
    public static void CheckNoLedger(InputPosition position, bool hasState, long? groupOffset)
    {
        var name = $"{position.Topic}[{position.Partition}]";
        if (hasState)
        {
            throw new PartitionStateException(
                $"{name} has averages but no ledger: its state topic lost records; run rebuild to count it anew");
        }

        if (groupOffset is { } offset && offset > position.First)
        {
            throw new PartitionStateException(
                $"{name} has a group offset, {offset}, but no ledger: " +
                "its state topic was deleted or the offsets were set by hand; run rebuild to count it anew");
        }
    }
}
