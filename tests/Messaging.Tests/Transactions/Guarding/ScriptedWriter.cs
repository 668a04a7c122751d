using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Transactions.Guarding;

/// <summary>Tells each call to the test, which may throw or stay.</summary>
internal sealed class ScriptedWriter(Action<string> call, Action<TransactionRecord>? onRecord = null)
    : ITransactionalWriter
{
    public static readonly TransactionRecord Record = new("orders.averages", 0, [1], [1], []);

    public void Initialize() => call("init");

    public void Begin() => call("begin");

    public void Write(TransactionRecord record)
    {
        call("write");
        onRecord?.Invoke(record);
    }

    public void AwaitAcknowledgements() => call("acknowledgements");

    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions) => call("send-offsets");

    public void Commit() => call("commit");

    public void Abort() => call("abort");

    public void Dispose() => call("dispose");
}
