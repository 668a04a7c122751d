using System.Globalization;
using OrderPipeline.Demo.Sending;
using OrderPipeline.LocalCluster;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrderPipeline.Demo.Commands;

/// <summary>What the demo says in its own words.</summary>
internal static class DemoTexts
{
    public static IRenderable Opening(DemoArguments arguments)
    {
        var fails = arguments.Fail.Length == 0
            ? "and averages their prices"
            : $"and averages their prices, but fails for {arguments.Fail} on purpose";
        return new Rows(
            new Rule("[bold]OrderPipeline[/]") { Justification = Justify.Left },
            new Text(string.Create(
                CultureInfo.InvariantCulture,
                $"The producer sends {arguments.Orders:N0} orders as Avro to a Kafka inside this process. The consumer "
                + $"reads them {fails}. {UndecodableRecords.Count} records that nobody can decode are among "
                + $"them. What fails becomes a dead letter, which the monitor shows. At the end the books must "
                + $"balance: every order is averaged once or is a dead letter.\n")));
    }

    public static IRenderable Closing(long leftOut, TimeSpan time) => new Text(string.Create(
        CultureInfo.InvariantCulture,
        $"\n{time.TotalSeconds:N1} s in all; of what the programs printed, {leftOut:N0} lines are not shown here. "
        + $"README.md tells how to run each program in a terminal of its own.\n"));

    public static IRenderable Kept(EmbeddedCluster cluster) => new Text(
        $"Kafka stays up on {cluster.BootstrapServers} and the registry on {cluster.RegistryUrl}. Ctrl+C ends them.\n");
}
