using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.DlqMonitor.Output;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.DlqMonitor.Commands;

/// <summary><c>show P:O</c>: everything about one dead letter.</summary>
internal static class ShowCommand
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        var place = LetterPlace.Parse(context.Get(MonitorCommands.Place));
        using var session = await MonitorSession.OpenAsync(context);
        var (entry, end) = ((DeadLetterEntry?)null, default(LogEnd));
        await session.ReadOnceAsync(
            log => (entry, end) = log.ReadOne(place.Partition, place.Offset, context.Stopping));
        if (entry is null)
        {
            session.RequireWhole(end.IsHeld ? [end] : []);
            throw new ProgramException(ExitCode.Failed, Nothing(session.Topic, place, end));
        }
        if (context.Get(MonitorCommands.Json))
        {
            context.Output.WriteReport(DeadLetterJson.Of(entry));
            return ExitCode.Done;
        }
        foreach (var line in DeadLetterDetails.Lines(entry))
            context.Output.WriteReport(line);
        return ExitCode.Done;
    }

    private static string Nothing(string topic, LetterPlace place, LogEnd end) =>
        $"{topic}[{place.Partition}] has no dead letter at offset {place.Offset}: "
        + $"it has offsets {end.First} to {end.End - 1}";
}
