using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>
/// A producer on a <see cref="FakeCluster"/>: notes its calls, fails as told, and insists on their order.
/// </summary>
internal sealed class FakeTransactionalWriter(FakeCluster cluster) : ITransactionalWriter
{
    private readonly List<TransactionRecord> _written = [];
    private readonly List<(int Partition, long Offset)> _offsets = [];
    private int _epoch;
    private bool _isOpen;
    private bool _isAcknowledged;
    private bool _isDisposed;

    public void Initialize()
    {
        Call("init");
        _epoch = ++cluster.ProducerEpoch;
    }

    public void Begin()
    {
        Call("begin");
        Require(!_isOpen, "a transaction was begun inside another");
        _isOpen = true;
    }

    public void Write(TransactionRecord record)
    {
        Call(record.Origin is { } origin
            ? $"write {record.Topic} for {origin.Partition}@{origin.Offset} {record.Rung}"
            : $"write {record.Topic}[{record.Partition}]");
        Require(_isOpen, "a record was written outside a transaction");
        if (cluster.Refuses(record) is { } refusal) throw refusal;
        _written.Add(record);
        _isAcknowledged = false;
    }

    public void AwaitAcknowledgements()
    {
        Call("acknowledged");
        _isAcknowledged = true;
    }

    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions)
    {
        Call("offsets " + string.Join(' ', positions.Select(position => $"{position.Partition}@{position.Offset}")));
        Require(_isOpen && _isAcknowledged, "offsets were sent before all records were acknowledged");
        _offsets.AddRange(positions);
    }

    public void Commit()
    {
        Call("commit");
        var covered = _offsets.Select(position => position.Partition).ToHashSet();
        Require(
            _written.TrueForAll(record => covered.Contains(record.Origin?.Partition ?? record.Partition)),
            "a partition was written without its offset");
        cluster.Commit(_written, _offsets);
        End();
        if (cluster.FailsAfterCommit() is { } failure) throw failure;
    }

    public void Abort()
    {
        Call("abort");
        End();
    }

    public void Dispose()
    {
        cluster.Calls.Add("dispose");
        _isDisposed = true;
    }

    private void Call(string name)
    {
        cluster.Calls.Add(name);
        Require(!_isDisposed, "a producer was used after its end");
        if (cluster.FailsBefore(name) is { } failure) throw failure;
        if (_epoch != 0 && _epoch != cluster.ProducerEpoch)
            throw new TransactionException(TransactionFailure.Fenced, "a newer producer has this id");
    }

    private void End()
    {
        _written.Clear();
        _offsets.Clear();
        _isOpen = false;
        _isAcknowledged = false;
    }

    private static void Require(bool holds, string breach)
    {
        if (!holds) throw new InvalidOperationException(breach);
    }
}
