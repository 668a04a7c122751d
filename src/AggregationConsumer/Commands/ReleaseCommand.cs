using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>The command <c>release</c>: lets a partition go on that its breaker stopped, up to an offset.</summary>
internal static class ReleaseCommand
{
    public static readonly Argument<int> Partition = new("partition")
    {
        Description = "The partition of the orders, from 0.",
        CustomParser = ParsePartition,
    };

    public static readonly Option<long?> To = new("--to")
    {
        Description = "Let everything before this offset pass; without it, everything there is now.",
        CustomParser = ParseTo,
    };

    public static async Task<int> RunAsync(CommandContext context)
    {
        try
        {
            return await ReleaseAsync(context);
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            throw new ProgramException(ExitCode.Failed, "stopped before anything was changed");
        }
    }

    private static async Task<int> ReleaseAsync(CommandContext context)
    {
        var partition = context.Get(Partition);
        var to = context.Get(To);
        var settings = ProgramSettings.Load(context);
        var log = new KafkaLog(context.Error.WriteLine, context.Clock, settings.Kafka.BootstrapServers);
        await new Startup(settings, context, log).WaitForClusterAsync();
        var release = Find(settings, context, log, partition).Release(to);
        await AnswerAsync(
            ReleasePublisher.PublishAsync(
                settings.Clients, log, settings.Topics.Averages, partition, release, context.Stopping),
            $"{settings.Topics.Orders}[{partition}]", context.Stopping);
        context.Output.WriteReport(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Topics.Orders}[{partition}] may go on from offset {release.NextOffset}: everything before "
            + $"{release.To} passes; whoever has the partition hears it within seconds, or at its next start"));
        return ExitCode.Done;
    }

    /// <summary>Waits for the cluster's answer to a release.</summary>
    /// <exception cref="ProgramException">Told to stop before it came: nobody knows whether it was written.</exception>
    internal static async Task AnswerAsync(Task publishing, string name, CancellationToken stopping)
    {
        try
        {
            await publishing;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new ProgramException(
                ExitCode.Failed,
                $"stopped before the cluster answered: {name} may be released or not; run release again");
        }
    }

    private static int ParsePartition(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var partition))
            return partition;
        result.AddError("release takes the number of a partition, from 0, as in release 2");
        return 0;
    }

    private static long? ParseTo(ArgumentResult result)
    {
        if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return offset;
        result.AddError("--to takes an offset: a whole number from 0");
        return null;
    }

    private static ReleaseTarget Find(ProgramSettings settings, CommandContext context, KafkaLog log, int partition)
    {
        using var registry = new CachedSchemaRegistryClient(settings.Registry);
        var decoder = new StateDecoder(
            new ReaderPlans(ProductAverage.Schema, registry),
            new ReaderPlans(Ledger.Schema, registry),
            settings.Kafka.StartupTimeout);
        using var reader = new CommittedLogReader(settings.Clients, log, context.Clock);
        var averages = settings.Topics.Averages;
        var count = reader.PartitionCount(averages);
        if (partition >= count)
        {
            throw new ProgramException(
                ExitCode.Failed, $"there is no partition {partition} of {averages}: it has {count}");
        }

        var ledger = LedgerReader.Read(reader, averages, partition, decoder, context.Stopping);
        using var input = new InputLog(settings.Clients, settings.Topics.Orders, log);
        return new ReleaseTarget($"{settings.Topics.Orders}[{partition}]", ledger, input.Range(partition).End);
    }
}
