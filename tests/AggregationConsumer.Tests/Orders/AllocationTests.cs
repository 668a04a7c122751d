using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.DeadLetters;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Pipeline.Commits;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.Pipeline.Retries;
using OrderPipeline.SchemaRegistry.Serdes;
using TestKit.Memory;

namespace AggregationConsumer.Tests.Orders;

[Trait("Category", "Unit")]
public sealed class AllocationTests
{
    private const int Partitions = 4;
    private const int BatchSize = 4_000;
    private const int Orders = 1_000_000;

    /// <summary>What the dead letter itself is made of, its bytes as written, and the objects that wait for the
    /// commit.</summary>
    private const int MostBytesOfDeadLetter = 1_700;

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

    /// <summary>The copy that a failed order leaves the client's memory as holds key and value beside this.</summary>
    [Theory]
    [InlineData(-1f, 0)]
    [InlineData(10f, 1)]
    public async Task A_dead_letter_costs_few_managed_bytes_beside_those_of_its_order(float price, int missing)
    {
        using var kitchen = new Kitchen();
        await kitchen.KnowAsync(Kitchen.OrderId);
        using var lanes = new Lanes(kitchen);
        var value = Kitchen.Framed("4f1c2d7e-88a1-4e1b-9b53-0d1f6f0e7c11", "Item7", price)[..^missing];

        var allocated = Allocations.Of(() => lanes.Bury(value, BatchSize));

        Assert.InRange(allocated / BatchSize, 100, MostBytesOfDeadLetter);
        Assert.Equal(0, lanes.Writer.Written % (BatchSize + Partitions));
    }

    /// <summary>The way of a record over four partitions, with the program's own handler and state.</summary>
    private sealed class Lanes : IDisposable
    {
        private readonly Kitchen _kitchen;
        private readonly LaneTable<AveragedOrder> _lanes = new();
        private readonly RecordIntake<AveragedOrder> _intake;
        private readonly CommitStep<AveragedOrder> _commits;
        private LaneVisitor<AveragedOrder> _visitor;
        private long _buried;

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
            var writer = new RegisteredWriter<DeadLetter>(4);
            var encoder = new OrderDeadLetterEncoder(
                () => writer,
                kitchen.Decoder,
                new DeadLetterOrigin("aggregation-consumer", "host-1", "order-aggregation", "1.0+abc"));
            _commits = new CommitStep<AveragedOrder>(options, new DeadLetterLadder(encoder, 1_000_000));
        }

        public NoWriter Writer { get; } = new();

        public long Applied => _lanes.All.Sum(lane => lane.AppliedTo);

        public void Read(ANativeBatch batch, int times)
        {
            for (var time = 0; time < times; time++)
            {
                _intake.StartPoll();
                batch.Read(ref _visitor);
            }
        }

        /// <summary>Orders that fail, and the commit that writes their dead letters.</summary>
        public void Bury(byte[] value, int count)
        {
            _intake.StartPoll();
            for (var number = 0; number < count; number++, _buried++)
            {
                _intake.Accept(new RecordCopy
                {
                    Topic = "orders",
                    Partition = (int)(_buried % Partitions),
                    Offset = _buried / Partitions,
                    Key = value,
                    Value = value,
                }.AsView());
            }

            _commits.Write(Writer, _lanes.All);
            _commits.End(Writer);
            foreach (var lane in _lanes.All) lane.Commit();
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
