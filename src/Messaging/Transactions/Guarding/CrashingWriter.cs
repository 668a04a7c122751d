namespace OrderPipeline.Messaging.Transactions.Guarding;

/// <summary>A writer that reaches the points of a <see cref="CrashPlan"/> before and after each call.</summary>
internal sealed class CrashingWriter(ITransactionalWriter inner, CrashPlan plan) : ITransactionalWriter
{
    public void Initialize() => Between(CrashPoint.BeforeInit, inner.Initialize, CrashPoint.AfterInit);

    public void Begin() => Between(CrashPoint.BeforeBegin, inner.Begin, CrashPoint.AfterBegin);

    public void Write(TransactionRecord record)
    {
        inner.Write(record);
        plan.Reach(CrashPoint.AfterWrite);
    }

    public void AwaitAcknowledgements() => Between(
        CrashPoint.BeforeAcknowledgements, inner.AwaitAcknowledgements, CrashPoint.AfterAcknowledgements);

    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions) => Between(
        CrashPoint.BeforeSendOffsets, () => inner.SendOffsets(positions), CrashPoint.AfterSendOffsets);

    public void Commit() => Between(CrashPoint.BeforeCommit, inner.Commit, CrashPoint.AfterCommit);

    public void Abort() => Between(CrashPoint.BeforeAbort, inner.Abort, CrashPoint.AfterAbort);

    public void Dispose() => inner.Dispose();

    private void Between(CrashPoint before, Action call, CrashPoint after)
    {
        plan.Reach(before);
        call();
        plan.Reach(after);
    }
}
