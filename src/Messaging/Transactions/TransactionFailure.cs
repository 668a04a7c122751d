namespace OrderPipeline.Messaging.Transactions;

/// <summary>What a failed transactional call leaves to do.</summary>
internal enum TransactionFailure
{
    /// <summary>Abort, drop what was not committed, rewind and begin again.</summary>
    Abort,

    /// <summary>
    /// The producer is done for, or the outcome is unknown: a new producer, and the state read anew.
    /// </summary>
    Replace,

    /// <summary>
    /// Another producer may have taken over: as <see cref="Replace"/>, once the group says that we still
    /// live.
    /// </summary>
    Fenced,

    /// <summary>A call never returned and its client was given up: as <see cref="Replace"/>, a few times.</summary>
    Hung,

    /// <summary>A right, a password or a setting is wrong: no other producer would do better, the run ends.</summary>
    Hopeless,
}
