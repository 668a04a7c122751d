using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.DlqMonitor.Output;
using OrderPipeline.DlqMonitor.Summaries;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.SchemaRegistry;

namespace OrderPipeline.DlqMonitor.Commands;

/// <summary><c>watch</c>: a block for each dead letter as it arrives, and the summary at the end.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RegistryPause = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(CommandContext context)
    {
        using var session = await MonitorSession.OpenAsync(context);
        var summary = new DeadLetterSummary(session.Topic);
        // The reading blocks, so it gets a thread for as long as it lasts.
        await Task.Run(() => Watch(context, session, summary));
        SummaryCommand.Print(context, summary.Build());
        return ExitCode.Done;
    }

    private static void Watch(CommandContext context, MonitorSession session, DeadLetterSummary summary)
    {
        using var follower = session.Follow();
        if (!follower.Start(context.Get(MonitorCommands.FromBeginning)))
            context.Error.WriteLine($"there is no topic {session.Topic} yet (waiting)");
        var isJson = context.Get(MonitorCommands.Json);
        var isFirst = true;
        while (!context.Stopping.IsCancellationRequested)
        {
            if (follower.Next(Poll) is not { } record)
                continue;
            if (Read(context, session, record, isFirst) is not { } entry)
                break;
            isFirst = false;
            summary.Add(entry);
            context.Output.WriteReport(isJson ? DeadLetterJson.Of(entry) : DeadLetterBlock.Of(entry));
        }
    }

    /// <summary>Reads a record; a registry that goes away later is waited for, one that is away at first ends the
    /// program.</summary>
    private static DeadLetterEntry? Read(
        CommandContext context, MonitorSession session, RecordCopy record, bool isFirst)
    {
        var isTold = false;
        while (!context.Stopping.IsCancellationRequested)
        {
            try
            {
                return session.Letters.Read(record);
            }
            catch (SchemaRegistryException failure)
                when (!isFirst && failure.Failure == SchemaRegistryFailure.Unreachable)
            {
                if (!isTold)
                    context.Error.WriteLine("cannot reach the schema registry (waiting)");
                isTold = true;
                context.Stopping.WaitHandle.WaitOne(RegistryPause);
            }
        }
        return null;
    }
}
