using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Consuming;

namespace AggregationConsumer.Tests.Orders;

[Trait("Category", "Unit")]
public sealed class AllocationTests
{
    private const int Orders = 1_000_000;

    [Fact]
    public async Task A_million_good_orders_are_averaged_without_an_object_for_each()
    {
        using var kitchen = new Kitchen();
        await kitchen.KnowAsync(Kitchen.OrderId);
        var state = (PartitionAverages)kitchen.Store.StartRestore(0).Begin(0, null);
        var records = Enumerable.Range(0, 64)
            .Select(number => Kitchen.Record(Kitchen.Framed($"{number}", $"Item{number % 5}", 10f + number))).ToArray();
        Average(kitchen, state, records, 20_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Average(kitchen, state, records, Orders);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, Orders);
        Assert.InRange(state.Current(kitchen.Products.GetOrAdd("Item0"u8)).Count, 200_000, 210_000);
    }

    private static void Average(Kitchen kitchen, PartitionAverages state, RecordCopy[] records, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var handled = kitchen.Handler.Handle(records[number % records.Length].AsView(), 1);
            state.Apply(handled.Result);
        }
    }
}
