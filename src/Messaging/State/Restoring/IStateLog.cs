namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>
/// What a restore asks the cluster. Every call is bounded and may be cancelled; one thread uses it.
/// </summary>
internal interface IStateLog : IDisposable
{
    /// <summary>Reads a partition of the state topic from its first record to its committed end, as of now.</summary>
    /// <exception cref="StateUnavailableException">It could not be read to its end within the bound.</exception>
    void Read(int partition, StateRecordAction onRecord, CancellationToken cancellation);

    /// <summary>First offset and end of a partition of the input topic.</summary>
    (long First, long End) InputRange(int partition);

    /// <summary>The input topic's id, or null where the cluster does not tell it.</summary>
    string? InputTopicId();

    /// <summary>The group's committed offset of an input partition, or null.</summary>
    long? GroupOffset(int partition);
}
