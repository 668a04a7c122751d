using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Retries;
using TestKit.Memory;

namespace AggregationConsumer.Tests.Orders;

[Trait("Category", "Unit")]
public sealed class AllocationTests
{
    private const int Partitions = 4;
    private const int BatchSize = 4_000;
    private const int Orders = 1_000_000;

    [Fact]
    public async Task A_million_good_orders_go_from_the_clients_memory_into_the_averages_without_a_managed_byte()
    {
        using var kitchen = new Kitchen();
        await kitchen.KnowAsync(Kitchen.OrderId);
        using var lanes = new Lanes(kitchen);
        using var batch = new ANativeBatch(
            [.. Enumerable.Range(0, BatchSize).Select(
                number => Kitchen.Framed($"{number}", $"Item{number % 100}", 10f + (number % 64)))],
            Partitions);

        var allocated = Allocations.Of(() => lanes.Read(batch, Orders / BatchSize));

        Assert.Equal(0, allocated);
        Assert.InRange(lanes.Applied, Orders, long.MaxValue);
        Assert.Equal(0, lanes.Applied % Orders);
        Assert.Equal(lanes.Applied / 100, lanes.CountOf("Item7"));
    }

    /// <summary>The way of a record over four partitions, with the program's own handler and state.</summary>
    private sealed class Lanes : IDisposable
    {
        private readonly Kitchen _kitchen;
        private readonly LaneTable<AveragedOrder> _lanes = new();
        private readonly RecordIntake<AveragedOrder> _intake;
        private LaneVisitor<AveragedOrder> _visitor;

        public Lanes(Kitchen kitchen)
        {
            _kitchen = kitchen;
            var options = new PipelineOptions { InputTopic = "orders", StateTopic = "", DeadLetterTopic = "" };
            for (var partition = 0; partition < Partitions; partition++) Open(partition, options);
            var side = new SideRetry<AveragedOrder>(
                kitchen.Handler, options, kitchen.Observer, kitchen.Time, new Random(1));
            _intake = new RecordIntake<AveragedOrder>(
                _lanes, kitchen.Handler, side, new NoConsumer(), options, kitchen.Time);
            _visitor = new LaneVisitor<AveragedOrder>(_intake, (_, _, _) => { });
        }

        public long Applied => _lanes.All.Sum(lane => lane.AppliedTo);

        public void Read(ANativeBatch batch, int times)
        {
            for (var time = 0; time < times; time++)
            {
                _intake.StartPoll();
                batch.Read(ref _visitor);
            }
        }

        public long CountOf(string product) => _kitchen.Store
            .Current(_kitchen.Products.GetOrAdd(System.Text.Encoding.UTF8.GetBytes(product))).Count;

        public void Dispose()
        {
            foreach (var lane in _lanes.All) lane.Dispose();
        }

        private void Open(int partition, PipelineOptions options)
        {
            var lane = new Lane<AveragedOrder>(partition, options.LaneCapacity);
            var state = _kitchen.Store.StartRestore(partition).Begin(0, null);
            lane.Open(state);
            lane.Status = LaneStatus.Running;
            _kitchen.Store.Opened(partition, state);
            _lanes.Add(lane);
        }
    }
}
