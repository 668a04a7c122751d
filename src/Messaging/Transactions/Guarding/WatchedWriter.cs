namespace OrderPipeline.Messaging.Transactions.Guarding;

/// <summary>Bounds every call of a writer that can hang, whatever the client does (librdkafka #5456, #5511).</summary>
/// <remarks>A call that does not return is given up together with its client; <see cref="Write"/>, which only puts a
/// record into the client's queue, is not worth the change of threads.</remarks>
/// <param name="inner">The writer; its own bounds are shorter.</param>
/// <param name="bound">The longest time that one call may take.</param>
/// <param name="look">How much longer those may take that look for hanging transactions.</param>
internal sealed class WatchedWriter(ITransactionalWriter inner, TimeSpan bound, TimeSpan look = default)
    : ITransactionalWriter
{
    private readonly CallThread _thread = new("transactions", inner.Dispose);
    private bool _isGivenUp;

    public void Initialize() => Watch("InitTransactions", inner.Initialize, bound + look);

    public void Begin() => Watch("BeginTransaction", inner.Begin);

    public void Write(TransactionRecord record) => inner.Write(record);

    public void AwaitAcknowledgements() => Watch("the wait for acknowledgements", inner.AwaitAcknowledgements);

    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions) =>
        Watch("SendOffsetsToTransaction", () => inner.SendOffsets(positions));

    public void Commit() => Watch("CommitTransaction", inner.Commit, bound + look);

    public void Abort() => Watch("AbortTransaction", inner.Abort);

    /// <summary>Does not wait: the client ends on its own thread, once its last call has returned.</summary>
    public void Dispose() => _thread.End();

    private void Watch(string name, Action call) => Watch(name, call, bound);

    private void Watch(string name, Action call, TimeSpan longest)
    {
        ObjectDisposedException.ThrowIf(_isGivenUp, this);
        if (_thread.TryCall(call, longest)) return;
        _isGivenUp = true;
        throw new TransactionException(
            TransactionFailure.Hung, $"{name} did not return within {longest.TotalSeconds:0} s and is given up");
    }
}
