using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Settings;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Output;
using OrderPipeline.SchemaRegistry.Plans;
using OrderPipeline.SchemaRegistry.Serdes;
using TestKit.Time;

namespace AggregationConsumer.Tests.Fakes;

/// <summary>
/// All that stands around orders and averages, over a registry in memory; schema id 1 is our own order.
/// </summary>
internal sealed class Kitchen : IDisposable
{
    public const int OrderId = 1;
    private const int AverageId = 2;
    public const int LedgerId = 3;

    public Kitchen(FaultsOptions? faults = null, bool isQuiet = true)
    {
        Registry.Schemas[OrderId] = Order.SchemaJson;
        Registry.Schemas[AverageId] = ProductAverage.SchemaJson;
        Registry.Schemas[LedgerId] = Ledger.SchemaJson;
        Plans = new ReaderPlans(Order.Schema, Registry);
        Loads = new WriterSchemaLoads(Plans, Observer, Time, CancellationToken.None);
        Output = new ConsoleLines(Written, Time);
        Lines = new OrderLines(Output, new LineSampler(Time), new LineSampler(Time), Time, isQuiet);
        State = new StateDecoder(
            new ReaderPlans(ProductAverage.Schema, Registry),
            new ReaderPlans(Ledger.Schema, Registry),
            TimeSpan.FromSeconds(5));
        Store = new AveragesStore(
            Products,
            new StateEncoder(
                static () => new RegisteredWriter<ProductAverage>(AverageId),
                static () => new RegisteredWriter<Ledger>(LedgerId),
                "host-1",
                Time),
            State,
            Lines);
        Decoder = new OrderDecoder(new ConfluentFraming(Plans, Loads));
        Handler = new OrderHandler(Decoder, Products, new FaultInjection(faults ?? new FaultsOptions()), Lines);
    }

    public FakeSchemaRegistry Registry { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public Discard Observer { get; } = new();

    public StringWriter Written { get; } = new();

    public ConsoleLines Output { get; }

    public OrderLines Lines { get; }

    public ReaderPlans Plans { get; }

    public WriterSchemaLoads Loads { get; }

    public ProductTable Products { get; } = new();

    public StateDecoder State { get; }

    public AveragesStore Store { get; }

    public OrderDecoder Decoder { get; }

    public OrderHandler Handler { get; }

    /// <summary>Loads the plan of a schema id, as a run does before it reads such records.</summary>
    public async Task<Kitchen> KnowAsync(int schemaId, string? schema = null)
    {
        if (schema is not null) Registry.Schemas[schemaId] = schema;
        await Plans.LoadAsync(schemaId);
        return this;
    }

    public static byte[] Framed(string orderId, string product, float price) =>
        new RegisteredWriter<Order>(OrderId).ToArray(new Order { OrderId = orderId, Product = product, Price = price });

    public static RecordCopy Record(byte[]? value, long offset = 0, int partition = 0, byte[]? key = null) => new()
    {
        Topic = "orders",
        Partition = partition,
        Offset = offset,
        Key = key,
        Value = value,
        TimestampMs = 1_795_000_000_000,
    };

    public void Dispose()
    {
        Output.Dispose();
        Registry.Dispose();
    }
}
