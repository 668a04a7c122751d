using System.Globalization;
using OrderPipeline.Demo.Balancing;
using OrderPipeline.Messaging.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrderPipeline.Demo.Screen;

/// <summary>What the demo shows once the programs are done.</summary>
internal static class DemoReport
{
    private const int BarWidth = 24;

    public static IRenderable Heading(string title) => new Rows(
        new Text(""), new Rule($"[bold]{Markup.Escape(title)}[/]") { Justification = Justify.Left });

    /// <summary>The averages as the consumer has committed them, each with a bar as long as it is high.</summary>
    public static IRenderable Averages(AveragesReport report)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("product").AddColumn(new TableColumn("orders").RightAligned())
            .AddColumn(new TableColumn("average").RightAligned()).AddColumn("")
            .AddColumn(new TableColumn("min").RightAligned()).AddColumn(new TableColumn("max").RightAligned());
        var highest = report.Products.Select(product => product.Average ?? 0).DefaultIfEmpty(1).Max();
        foreach (var product in report.Products)
            AddRow(table, TerminalText.Clean(product.Product ?? ""), product, highest);
        AddRow(table, "all", report.Total, highest);
        return table;
    }

    /// <summary>How many dead letters there are for which reason.</summary>
    public static IRenderable DeadLetters(DeadLettersReport report)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn("dead letters").RightAligned().NoWrap())
            .AddColumn(new TableColumn("kind").NoWrap()).AddColumn("reason");
        foreach (var group in report.Groups)
            table.AddRow(
                Markup.Escape(Number(group.Count)), $"[red]{Markup.Escape(group.Kind)}[/]",
                Markup.Escape(TerminalText.Clean(group.Reason)));
        return table;
    }

    /// <summary>What was compared, and the line that sums it up.</summary>
    public static IRenderable Books(Balance balance)
    {
        var lines = balance.Findings.Select(IRenderable (finding) => new Markup(finding.Holds
            ? $"[green]✔[/] {Markup.Escape(finding.Text)}"
            : $"[red]✘ {Markup.Escape(finding.Text)}[/]")).ToList();
        lines.Add(new Text(""));
        lines.Add(new Markup($"[bold]{Markup.Escape(balance.Books)}[/]"));
        return new Rows(lines);
    }

    private static void AddRow(Table table, string name, AveragesReport.Statistics statistics, double highest)
    {
        var average = statistics.Average ?? 0;
        var bar = new string('█', highest <= 0 ? 0 : (int)Math.Round(BarWidth * average / highest));
        table.AddRow(
            Markup.Escape(name), Number(statistics.Count), Price(statistics.Average), $"[green]{bar}[/]",
            Price(statistics.Min), Price(statistics.Max));
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Price(double? value) => value?.ToString("N2", CultureInfo.InvariantCulture) ?? "";
}
