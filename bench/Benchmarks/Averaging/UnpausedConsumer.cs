using OrderPipeline.Messaging.Consuming;

namespace Benchmarks.Averaging;

/// <summary>Stands where the intake would pause a partition: every order is good, so nothing waits.</summary>
internal sealed class UnpausedConsumer : IGroupConsumer
{
    public void Subscribe(IRebalanceListener listener) => throw Unexpected();

    public bool Poll<TVisitor>(int timeoutMs, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor => throw Unexpected();

    public void Rejoin() => throw Unexpected();

    public void JoinAnew() => throw Unexpected();

    public void Pause(int partition) => throw Unexpected();

    public void ResumeAt(int partition, long offset) => throw Unexpected();

    public void Close()
    {
    }

    public void Dispose()
    {
    }

    private static InvalidOperationException Unexpected() => new("an order had to wait: the run is void");
}
