using OrderPipeline.DlqMonitor.Output;
using OrderPipeline.DlqMonitor.Summaries;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.DlqMonitor.Commands;

/// <summary><c>summary</c>: how many dead letters of each reason, and which orders.</summary>
internal static class SummaryCommand
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        using var session = await MonitorSession.OpenAsync(context);
        var summary = new DeadLetterSummary(session.Topic);
        IReadOnlyList<LogEnd> held = [];
        await session.ReadOnceAsync(log => held = log.ReadAll(summary.Add, context.Stopping));
        Print(context, summary.Build());
        session.RequireWhole(held);
        return ExitCode.Done;
    }

    /// <summary>Prints a summary in the form that the command line asks for.</summary>
    public static void Print(CommandContext context, SummaryReport report)
    {
        if (context.Get(MonitorCommands.Json))
        {
            context.Output.WriteReport(SummaryJson.Of(report));
            return;
        }
        foreach (var line in SummaryText.Lines(report))
            context.Output.WriteReport(line);
    }
}
