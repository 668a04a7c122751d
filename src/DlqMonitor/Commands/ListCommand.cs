using OrderPipeline.DlqMonitor.Output;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.DlqMonitor.Commands;

/// <summary><c>list</c>: every dead letter in a line of its own.</summary>
internal static class ListCommand
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        using var session = await MonitorSession.OpenAsync(context);
        var isJson = context.Get(MonitorCommands.Json);
        IReadOnlyList<LogEnd> held = [];
        await session.ReadOnceAsync(log => held = log.ReadAll(
            entry => context.Output.WriteReport(isJson ? DeadLetterJson.Of(entry) : DeadLetterLine.Of(entry)),
            context.Stopping));
        session.RequireWhole(held);
        return ExitCode.Done;
    }
}
