namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>
/// What a restore asks the cluster. Every call is bounded and may be cancelled; one thread uses it.
/// </summary>
internal interface IStateLog : IDisposable
{
    /// <summary>Connects ahead of the first question.</summary>
    /// <param name="bound">The longest wait for one answer; there are two.</param>
    /// <exception cref="StateUnavailableException">The cluster does not answer within it.</exception>
    void Meet(TimeSpan bound);

    /// <summary>Reads a partition of the state topic to its committed end, as of now.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="from">The first offset wanted; null for the first there is.</param>
    /// <param name="onRecord">Takes each record.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The offset before which everything was read.</returns>
    /// <exception cref="StateUnavailableException">It could not be read to its end within the bound.</exception>
    long Read(int partition, long? from, StateRecordAction onRecord, CancellationToken cancellation);

    /// <summary>First offset and end of a partition of the input topic.</summary>
    (long First, long End) InputRange(int partition);

    /// <summary>The input topic's id, or null where the cluster does not tell it.</summary>
    string? InputTopicId();

    /// <summary>The group's committed offset of an input partition, or null.</summary>
    long? GroupOffset(int partition);
}
