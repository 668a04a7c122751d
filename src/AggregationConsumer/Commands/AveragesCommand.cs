using System.CommandLine;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.State;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>
/// The command <c>averages</c>: what is committed, over all partitions and instances; it changes nothing.
/// </summary>
internal static class AveragesCommand
{
    public static readonly Option<bool> Watch = new("--watch") { Description = "Go on and show every change." };

    public static readonly Option<bool> Json = new("--json") { Description = "Print one line of JSON." };

    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(CommandContext context)
    {
        var settings = ProgramSettings.Load(context);
        var log = new KafkaLog(context.Error.WriteLine, context.Clock, settings.Kafka.BootstrapServers);
        await new Startup(settings, context, log).WaitForClusterAsync();
        using var registry = new CachedSchemaRegistryClient(settings.Registry);
        var decoder = new StateDecoder(
            new ReaderPlans(ProductAverage.Schema, registry),
            new ReaderPlans(Ledger.Schema, registry),
            settings.Kafka.StartupTimeout);
        using var reader = new AveragesReader(
            () => new CommittedLogReader(settings.Clients, log, context.Clock), settings.Topics.Averages, decoder);
        return context.Get(Watch)
            ? await WatchAsync(context, reader)
            : Print(context, reader.Read(context.Stopping));
    }

    private static async Task<int> WatchAsync(CommandContext context, AveragesReader reader)
    {
        if (context.Get(Json) || !LiveAverages.IsPossible) return await WatchLinesAsync(context, reader);
        using var live = new LiveAverages(context.Clock);
        live.Start();
        while (!context.Stopping.IsCancellationRequested)
        {
            if (TryRead(context, reader) is { } report) live.Show(report);
            await Task.Delay(WatchPause, context.Clock, context.Stopping);
        }

        return ExitCode.Done;
    }

    private static async Task<int> WatchLinesAsync(CommandContext context, AveragesReader reader)
    {
        var last = "";
        while (!context.Stopping.IsCancellationRequested)
        {
            var text = TryRead(context, reader) is { } report ? TextOf(context, report) : last;
            if (text != last) context.Output.WriteReport(text);
            last = text;
            await Task.Delay(WatchPause, context.Clock, context.Stopping);
        }

        return ExitCode.Done;
    }

    /// <summary>A cluster or registry that goes away later is waited for (SPEC 7): null then.</summary>
    private static AveragesReport? TryRead(CommandContext context, AveragesReader reader)
    {
        try
        {
            return reader.Read(context.Stopping);
        }
        catch (StateUnavailableException)
        {
            return null;
        }
    }

    private static int Print(CommandContext context, AveragesReport report)
    {
        context.Output.WriteReport(TextOf(context, report));
        if (report.Damaged.Count > 0)
            throw new ProgramException(ExitCode.Failed, string.Join("; ", report.Damaged.Values));
        if (report.Held.Count == 0) return ExitCode.Done;
        throw new ProgramException(
            ExitCode.Unreachable,
            $"an open transaction holds partition {string.Join(", ", report.Held)}: what it holds back is not shown");
    }

    private static string TextOf(CommandContext context, AveragesReport report) =>
        context.Get(Json) ? AveragesJson.Of(report) : AveragesText.Of(report);
}
