using System.CommandLine;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Rebuilding;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Rebuilding;
using OrderPipeline.Messaging.State;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>The command <c>rebuild</c>: forgets the averages; the next run counts again from the first
/// order.</summary>
internal static class RebuildCommand
{
    public static readonly Option<bool> FromAvailable = new("--from-available")
    {
        Description = "Count what is left where the first orders have been deleted.",
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print one line of JSON." };

    public static async Task<int> RunAsync(CommandContext context)
    {
        var settings = ProgramSettings.Load(context);
        var log = new KafkaLog(context.Error.WriteLine, context.Clock, settings.Kafka.BootstrapServers);
        var startup = new Startup(settings, context, log);
        var partitions = await startup.EnsureTopicsAsync();
        using var registry = new CachedSchemaRegistryClient(settings.Registry);
        var schemas = await startup.EnsureSchemasAsync(registry);
        var options = new RebuildOptions
        {
            InputTopic = settings.Topics.Orders,
            StateTopic = settings.Topics.Averages,
            Partitions = partitions,
            IsFromAvailable = context.Get(FromAvailable),
        };
        using var rebuild = new KafkaRebuild(
            options, settings.Clients, settings.Consumer, log, context.Error.WriteLine, context.Clock);
        try
        {
            var rebuilt = await rebuild.RunAsync(
                Rebuilder(settings, context, log, registry, schemas), context.Stopping);
            context.Output.WriteReport(context.Get(Json)
                ? RebuildText.JsonOf(rebuilt)
                : RebuildText.Of(rebuilt, options.InputTopic));
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            throw new ProgramException(ExitCode.Failed, "stopped before anything was changed");
        }
    }

    private static AveragesRebuilder Rebuilder(
        ProgramSettings settings,
        CommandContext context,
        KafkaLog log,
        ISchemaRegistryClient registry,
        ProgramSchemas schemas)
    {
        var decoder = new StateDecoder(
            new ReaderPlans(ProductAverage.Schema, registry),
            new ReaderPlans(Ledger.Schema, registry),
            settings.Kafka.StartupTimeout);
        var encoder = new StateEncoder(
            () => schemas.Averages, () => schemas.Ledgers, $"{Environment.MachineName}-rebuild", context.Clock);
        var deadLetters = new DeadLetterEpochs(
            () => new CommittedLogReader(settings.Clients, log, context.Clock),
            settings.Topics.DeadLetters,
            settings.Topics.Orders,
            new FramedDecoder<DeadLetter>(
                new ReaderPlans(DeadLetter.Schema, registry), settings.Kafka.StartupTimeout));
        return new AveragesRebuilder(decoder, encoder, deadLetters);
    }
}
