using System.Reflection;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.DeadLetters;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Pipeline;
using OrderPipeline.Messaging.Pipeline.Breaking;
using OrderPipeline.Messaging.Pipeline.Duplicates;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>One run of the pipeline, put together.</summary>
internal sealed class AggregationRun : IDisposable
{
    /// <summary>Of averaged orders and of failures each: 50 in all, and neither hides the other.</summary>
    private const int LinesPerSecond = 25;

    private readonly ProgramSettings _settings;
    private readonly CommandContext _context;
    private readonly KafkaLog _log;
    private readonly InstanceLock? _lock;
    private readonly StateDecoder _decoder;
    private readonly AveragesStore _store;
    private readonly RunObserver _observer;
    private readonly LiveAverages? _live;
    private readonly KafkaPipeline<AveragedOrder> _pipeline;
    private ProgramSchemas? _schemas;

    public AggregationRun(
        ProgramSettings settings,
        CommandContext context,
        KafkaLog log,
        ISchemaRegistryClient registry,
        Task<ProgramSchemas> schemas,
        OutputMode mode)
    {
        _settings = settings;
        _context = context;
        _log = log;
        var consumer = settings.Consumer;
        _lock = consumer.InstanceId is null
            ? InstanceLock.Take(Path.GetTempPath(), consumer.Group, Environment.MachineName)
            : null;
        var instance = consumer.InstanceId ?? _lock!.InstanceId;
        var failures = new LineSampler(context.Clock, LinesPerSecond);
        var lines = new OrderLines(
            context.Output,
            new LineSampler(context.Clock, LinesPerSecond),
            failures,
            context.Clock,
            mode != OutputMode.Lines);
        var products = new ProductTable();
        var averages = new ReaderPlans(ProductAverage.Schema, registry);
        var ledgers = new ReaderPlans(Ledger.Schema, registry);
        _decoder = new StateDecoder(averages, ledgers, settings.Kafka.StartupTimeout);
        _store = new AveragesStore(
            products,
            new StateEncoder(() => _schemas!.Averages, () => _schemas!.Ledgers, instance, context.Clock),
            _decoder,
            lines);
        _live = mode == OutputMode.Live ? new LiveAverages(context.Clock) : null;
        _observer = new RunObserver(context, log, mode, _store, failures, _live, settings.Topics.Orders);
        var orders = new OrderDecoder(OrderFramings.Create(consumer, registry, _observer, context));
        _observer.Preview = record => OrderPreview.Of(record, orders);
        _pipeline = new KafkaPipeline<AveragedOrder>(
            OptionsOf(settings),
            settings.Clients,
            consumer,
            instance,
            new PipelineWork<AveragedOrder>
            {
                Handler = new OrderHandler(orders, products, new FaultInjection(settings.Faults), lines),
                Duplicates = consumer.DuplicateWindow == 0
                    ? null
                    : new DuplicatePolicy(
                        consumer.DuplicateWindow, new OrderIdentity(orders), OrderIdentity.Duplicate),
                Store = _store,
                DeadLetters = new OrderDeadLetterEncoder(
                    () => _schemas!.DeadLetters,
                    orders,
                    new DeadLetterOrigin(context.Program, instance, consumer.Group, Build())),
                Observer = _observer,
                BeforeJoining = TakeSchemas,
                Jitter = new Random(Environment.ProcessId),
            },
            log,
            context.Clock);

        void TakeSchemas()
        {
            _schemas = schemas.GetAwaiter().GetResult();
            // Nearly all that a restore reads, ahead of it; where it fails, the restore asks again.
            _ = averages.LoadAsync(_schemas.Averages.SchemaId);
            _ = ledgers.LoadAsync(_schemas.Ledgers.SchemaId);
        }
    }

    /// <summary>Partitions that cannot go on, and why.</summary>
    public IReadOnlyDictionary<int, string> Stopped => _observer.StoppedPartitions;

    /// <summary>Partitions of other instances that cannot go on, and why; known where the run was up to the
    /// end.</summary>
    public IReadOnlyDictionary<int, string> StoppedElsewhere { get; private set; } = new Dictionary<int, string>();

    /// <summary>What is committed of the partitions that this instance holds.</summary>
    public AveragesReport Report() => _store.Report();

    /// <summary>Runs on the calling thread.</summary>
    public void Run(int partitions, bool isUntilEnd)
    {
        using var end = isUntilEnd ? UntilEnd.Start(_settings, _log, _decoder, partitions, _context) : null;
        _live?.Start();
        _pipeline.Run(IsDone, _context.Stopping);
        _store.Lines.Flush(isLast: true);
        if (end is not null) StoppedElsewhere = end.StoppedElsewhere;

        bool IsDone(IReadOnlyList<LaneProgress> progress)
        {
            _observer.Refresh();
            return end?.IsReached(progress) ?? false;
        }
    }

    public void Dispose()
    {
        _live?.Dispose();
        _lock?.Dispose();
    }

    private static PipelineOptions OptionsOf(ProgramSettings settings) => new()
    {
        InputTopic = settings.Topics.Orders,
        StateTopic = settings.Topics.Averages,
        DeadLetterTopic = settings.Topics.DeadLetters,
        Attempts = settings.Consumer.Attempts,
        RetryBackoffBase = settings.Consumer.RetryBackoffBase,
        RetryBackoffMax = settings.Consumer.RetryBackoffMax,
        CommitInterval = settings.Consumer.CommitInterval,
        MaxInFlight = settings.Consumer.MaxInFlight,
        LaneCapacity = settings.Consumer.LaneCapacity,
        Breaker = new BreakerLimits
        {
            Consecutive = settings.Consumer.BreakerConsecutive,
            Ratio = settings.Consumer.BreakerRatio,
            Window = settings.Consumer.BreakerWindow,
        },
    };

    private static string Build() => typeof(AggregationRun).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
