using OrderPipeline.Messaging.Transactions.Guarding;

namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>A state log that reaches the points of a <see cref="CrashPlan"/> around each restore.</summary>
internal sealed class CrashingStateLog(IStateLog inner, CrashPlan plan) : IStateLog
{
    public void Read(int partition, StateRecordAction onRecord, CancellationToken cancellation)
    {
        plan.Reach(CrashPoint.BeforeRestore);
        inner.Read(partition, onRecord, cancellation);
        plan.Reach(CrashPoint.AfterRestore);
    }

    public (long First, long End) InputRange(int partition) => inner.InputRange(partition);

    public string? InputTopicId() => inner.InputTopicId();

    public long? GroupOffset(int partition) => inner.GroupOffset(partition);

    public void Dispose() => inner.Dispose();
}
