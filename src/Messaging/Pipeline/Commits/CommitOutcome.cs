namespace OrderPipeline.Messaging.Pipeline.Commits;

/// <summary>What a try to commit leaves to do.</summary>
internal enum CommitOutcome
{
    /// <summary>All overlays are committed.</summary>
    Committed,

    /// <summary>The transaction was aborted: drop the overlays and read again from the ledgers.</summary>
    Rewind,

    /// <summary>The producer is gone and the outcome unknown: drop all state and restore it.</summary>
    Restore,
}
