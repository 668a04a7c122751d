using System.CommandLine;
using OrderPipeline.Messaging.Hosting;

namespace OrderPipeline.DlqMonitor.Commands;

/// <summary>The monitor's command line (SPEC 5).</summary>
internal static class MonitorCommands
{
    public static readonly Option<bool> Json = new("--json") { Description = "print JSON, one object a line" };

    public static readonly Option<bool> FromBeginning = new("--from-beginning")
    {
        Description = "show the dead letters that are there already, too",
    };

    public static readonly Argument<string> Place = new("place")
    {
        Description = "partition:offset of the dead letter, such as 0:12",
    };

    public static CommandTable Create() => new CommandTable(
            "Shows dead letters, ours and other systems'. Reading never changes anything.")
        .Default("watch", "shows each dead letter as it arrives, and a summary on Ctrl+C",
            WatchCommand.RunAsync, FromBeginning, Json)
        .Add("summary", "counts the dead letters by reason and lists the failed orders", SummaryCommand.RunAsync, Json)
        .Add("list", "lists the dead letters, one a line", ListCommand.RunAsync, Json)
        .Add("show", "shows everything about one dead letter", ShowCommand.RunAsync, Place, Json);
}
