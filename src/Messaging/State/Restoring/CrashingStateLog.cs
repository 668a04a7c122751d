using OrderPipeline.Messaging.Transactions.Guarding;

namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>A state log that reaches the points of a <see cref="CrashPlan"/> around each restore.</summary>
internal sealed class CrashingStateLog(IStateLog inner, CrashPlan plan) : IStateLog
{
    public void Meet(TimeSpan bound) => inner.Meet(bound);

    public long Read(int partition, long? from, StateRecordAction onRecord, CancellationToken cancellation)
    {
        plan.Reach(CrashPoint.BeforeRestore);
        var readTo = inner.Read(partition, from, onRecord, cancellation);
        plan.Reach(CrashPoint.AfterRestore);
        return readTo;
    }

    public (long First, long End) InputRange(int partition) => inner.InputRange(partition);

    public string? InputTopicId() => inner.InputTopicId();

    public long? GroupOffset(int partition) => inner.GroupOffset(partition);

    public void Dispose() => inner.Dispose();
}
