using OrderPipeline.Messaging.Consuming;

namespace AggregationConsumer.Tests.Fakes;

/// <summary>Stands where partitions would be paused: nothing may have to wait.</summary>
internal sealed class NoConsumer : IGroupConsumer
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

    private static InvalidOperationException Unexpected() => new("a record had to wait");
}
