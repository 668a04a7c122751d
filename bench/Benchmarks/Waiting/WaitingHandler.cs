using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;

namespace Benchmarks.Waiting;

/// <summary>Does the program's work on an order after a wait, as if a service had to answer first.</summary>
internal sealed class WaitingHandler(OrderHandler handler, FineWaits waits) : IAsyncRecordHandler<AveragedOrder>
{
    public async ValueTask<HandledRecord<AveragedOrder>> HandleAsync(
        RecordCopy record, int attempt, CancellationToken cancellation)
    {
        await waits.Begin();
        return Handle(record, attempt);
    }

    private HandledRecord<AveragedOrder> Handle(RecordCopy record, int attempt) =>
        handler.Handle(record.AsView(), attempt);
}
