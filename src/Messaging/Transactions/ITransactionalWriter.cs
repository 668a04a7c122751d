namespace OrderPipeline.Messaging.Transactions;

/// <summary>One transactional producer, as the pipeline uses it: every call is bounded.</summary>
/// <remarks>
/// Every call throws <see cref="TransactionException"/>. After <see cref="TransactionFailure.Replace"/> or
/// <see cref="TransactionFailure.Fenced"/> only <see cref="IDisposable.Dispose"/> may follow.
/// </remarks>
internal interface ITransactionalWriter : IDisposable
{
    /// <summary>Fences older producers of this id and ends what they left open. Once for a producer.</summary>
    void Initialize();

    /// <summary>Begins a transaction.</summary>
    void Begin();

    /// <summary>Hands a record to the client.</summary>
    void Write(TransactionRecord record);

    /// <summary>Waits until the broker has acknowledged every record of this transaction.</summary>
    void AwaitAcknowledgements();

    /// <summary>Adds the group's positions: for each partition the next offset to read.</summary>
    void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions);

    /// <summary>Commits.</summary>
    void Commit();

    /// <summary>Aborts.</summary>
    void Abort();
}
