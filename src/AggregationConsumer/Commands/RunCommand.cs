using System.CommandLine;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.SchemaRegistry;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>The command <c>run</c>: averages orders until it is told to stop, or up to the ends as of now.</summary>
internal static class RunCommand
{
    public static readonly Option<bool> UntilEnd = new("--until-end")
    {
        Description = "Stop once the committed ledgers have reached the ends that the partitions have now.",
    };

    public static readonly Option<bool> Live = new("--live")
    {
        Description = "Show a table of averages instead of lines.",
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print the books at the end as JSON." };

    public static readonly Option<bool> Quiet = new("--quiet") { Description = "Print no lines about single orders." };

    public static async Task<int> RunAsync(CommandContext context)
    {
        var settings = ProgramSettings.Load(context);
        var log = new KafkaLog(context.Error.WriteLine, context.Clock, settings.Kafka.BootstrapServers);
        var startup = new Startup(settings, context, log);
        startup.CheckMachine();
        using var registry = new CachedSchemaRegistryClient(settings.Registry);
        // Beside the topics and the producer's start: after a kill every tenth of a second is waited for.
        var schemas = Task.Run(() => startup.EnsureSchemasAsync(registry));
        var partitions = await startup.EnsureTopicsAsync();
        using var run = new AggregationRun(settings, context, log, registry, schemas, ModeOf(context));
        run.Run(partitions, context.Get(UntilEnd));
        var report = run.Report();
        context.Output.WriteReport(context.Get(Json) ? AveragesJson.Of(report) : BooksText.ByPartition(report));
        var stopped = run.Stopped.UnionBy(run.StoppedElsewhere, entry => entry.Key).ToList();
        foreach (var (partition, reason) in stopped)
        {
            await context.Error.WriteLineAsync($"error: partition {partition} stopped: {reason}");
        }

        return stopped.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static OutputMode ModeOf(CommandContext context)
    {
        // Where nothing can be drawn on, lines say more than nothing.
        if (context.Get(Live) && LiveAverages.IsPossible) return OutputMode.Live;
        return context.Get(Quiet) || context.Get(Json) ? OutputMode.Quiet : OutputMode.Lines;
    }
}
