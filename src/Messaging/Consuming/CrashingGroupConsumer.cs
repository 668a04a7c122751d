using OrderPipeline.Messaging.Transactions.Guarding;

namespace OrderPipeline.Messaging.Consuming;

/// <summary>A member that reaches a point of a <see cref="CrashPlan"/> whenever partitions are taken from it.</summary>
internal sealed class CrashingGroupConsumer(IGroupConsumer inner, CrashPlan plan) : IGroupConsumer
{
    public void Subscribe(IRebalanceListener listener) => inner.Subscribe(new Listener(listener, plan));

    public bool Poll<TVisitor>(int timeoutMs, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor => inner.Poll(timeoutMs, ref visitor);

    public void Rejoin() => inner.Rejoin();

    public void JoinAnew() => inner.JoinAnew();

    public void Pause(int partition) => inner.Pause(partition);

    public void ResumeAt(int partition, long offset) => inner.ResumeAt(partition, offset);

    public void Close() => inner.Close();

    public void Dispose() => inner.Dispose();

    private sealed class Listener(IRebalanceListener inner, CrashPlan plan) : IRebalanceListener
    {
        public void Assigned(IReadOnlyList<int> partitions) => inner.Assigned(partitions);

        public void Revoked(IReadOnlyList<int> partitions, bool isLost)
        {
            inner.Revoked(partitions, isLost);
            plan.Reach(CrashPoint.InRevocation);
        }
    }
}
