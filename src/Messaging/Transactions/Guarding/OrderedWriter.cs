namespace OrderPipeline.Messaging.Transactions.Guarding;

/// <summary>Refuses a transaction whose calls come in an order that is not safe between instances.</summary>
/// <remarks>A breach is a bug of this program, found before it costs data: the run ends.</remarks>
internal sealed class OrderedWriter(ITransactionalWriter inner) : ITransactionalWriter
{
    private readonly HashSet<int> _written = [];
    private readonly HashSet<int> _positioned = [];
    private bool _isAcknowledged;

    public void Initialize() => inner.Initialize();

    public void Begin()
    {
        Forget();
        inner.Begin();
    }

    public void Write(TransactionRecord record)
    {
        _isAcknowledged = false;
        _written.Add(record.Origin?.Partition ?? record.Partition);
        inner.Write(record);
    }

    public void AwaitAcknowledgements()
    {
        inner.AwaitAcknowledgements();
        _isAcknowledged = true;
    }

    // Invariant: offsets are sent only once every record of the transaction is acknowledged, and it is committed only
    // with an offset for every partition that it writes.
    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions)
    {
        if (!_isAcknowledged)
            throw new BrokenOrderException("offsets were to be sent before all records were acknowledged");
        foreach (var (partition, _) in positions) _positioned.Add(partition);
        inner.SendOffsets(positions);
    }

    public void Commit()
    {
        if (!_isAcknowledged || !_written.IsSubsetOf(_positioned))
            throw new BrokenOrderException("a partition was to be committed without its offset");
        inner.Commit();
        Forget();
    }

    public void Abort()
    {
        Forget();
        inner.Abort();
    }

    public void Dispose() => inner.Dispose();

    private void Forget()
    {
        _written.Clear();
        _positioned.Clear();
        _isAcknowledged = false;
    }
}
