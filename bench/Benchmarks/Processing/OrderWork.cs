using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.DeadLetters;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Settings;
using OrderPipeline.Messaging.Output;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;
using OrderPipeline.SchemaRegistry.Serdes;

namespace Benchmarks.Processing;

/// <summary>The program's own work on orders, put together as its run does, with nothing printed.</summary>
internal sealed class OrderWork : IDisposable
{
    private static readonly TimeSpan RegistryBound = TimeSpan.FromSeconds(10);

    private readonly ConsoleLines _nowhere = new(TextWriter.Null, TimeProvider.System);

    private OrderWork(
        ReaderPlans orders,
        StateDecoder decoder,
        RegisteredWriter<ProductAverage> averages,
        RegisteredWriter<Ledger> ledgers,
        RegisteredWriter<DeadLetter> deadLetters)
    {
        var lines = new OrderLines(
            _nowhere,
            new LineSampler(TimeProvider.System),
            new LineSampler(TimeProvider.System),
            TimeProvider.System,
            isQuiet: true);
        Decoder = decoder;
        Store = new AveragesStore(
            Products, new StateEncoder(() => averages, () => ledgers, "bench", TimeProvider.System), decoder, lines);
        var reading = new OrderDecoder(
            new ConfluentFraming(orders, new WriterSchemaLoads(orders, Observer, TimeProvider.System, default)));
        Handler = new OrderHandler(reading, Products, new FaultInjection(new FaultsOptions()), lines);
        DeadLetters = new OrderDeadLetterEncoder(
            () => deadLetters, reading, new DeadLetterOrigin("bench", "bench", "bench", ""));
    }

    public QuietObserver Observer { get; } = new();

    public ProductTable Products { get; } = new();

    public StateDecoder Decoder { get; }

    public AveragesStore Store { get; }

    public OrderHandler Handler { get; }

    public OrderDeadLetterEncoder DeadLetters { get; }

    /// <summary>Makes everything new, with the orders' schema loaded.</summary>
    public static async Task<OrderWork> CreateAsync(ISchemaRegistryClient registry, int orderSchemaId)
    {
        var registrar = new SubjectRegistrar(registry, mayAddVersions: true);
        var orders = new ReaderPlans(Order.Schema, registry);
        await orders.LoadAsync(orderSchemaId);
        return new OrderWork(
            orders,
            new StateDecoder(
                new ReaderPlans(ProductAverage.Schema, registry),
                new ReaderPlans(Ledger.Schema, registry),
                RegistryBound),
            await RegisteredWriter<ProductAverage>.CreateAsync(registrar, "bench-average"),
            await RegisteredWriter<Ledger>.CreateAsync(registrar, "bench-ledger"),
            await RegisteredWriter<DeadLetter>.CreateAsync(registrar, "bench-dead-letter"));
    }

    public void Dispose() => _nowhere.Dispose();
}
