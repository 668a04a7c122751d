using OrderPipeline.Messaging.Transactions;

namespace AggregationConsumer.Tests.Fakes;

/// <summary>A transactional producer that takes everything and sends nothing.</summary>
internal sealed class NoWriter : ITransactionalWriter
{
    public long Written { get; private set; }

    public void Initialize()
    {
    }

    public void Begin()
    {
    }

    public void Write(TransactionRecord record) => Written++;

    public void AwaitAcknowledgements()
    {
    }

    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions)
    {
    }

    public void Commit()
    {
    }

    public void Abort()
    {
    }

    public void Dispose()
    {
    }
}
