using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Reporting;
using Spectre.Console;
using TestKit.Time;

namespace AggregationConsumer.Tests.Reporting;

[Trait("Category", "Unit")]
public sealed class LiveAveragesTests
{
    [Fact]
    public void The_table_has_each_product_the_total_and_the_books()
    {
        var drawn = Draw(width: 100, height: 40, AReport(products: 2));

        Assert.Contains("Item00", drawn, StringComparison.Ordinal);
        Assert.Contains("10.50", drawn, StringComparison.Ordinal);
        Assert.Contains("│ all", drawn, StringComparison.Ordinal);
        Assert.Contains("read 3 = averaged 2 + VALIDATION 1", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void A_low_terminal_shows_as_many_products_as_fit_and_says_how_many_do_not()
    {
        var drawn = Draw(width: 100, height: 15, AReport(products: 25));

        Assert.Contains("Item05", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("Item06", drawn, StringComparison.Ordinal);
        Assert.Contains("… 19 more", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_looks_like_markup_is_shown_as_it_is()
    {
        var report = new AveragesReport();
        report.Add("[red]x[/]", new PriceStatistics(1, FixedPoint.FromPrice(1f), 1f, 1f));

        Assert.Contains("[red]x[/]", Draw(100, 40, report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_that_goes_away_ends_the_table_and_nothing_else()
    {
        using var live = new LiveAverages(new ManualTimeProvider(), ConsoleOn(new Gone(), 100, 40));
        live.Start();
        live.Show(AReport(1));
    }

    private static string Draw(int width, int height, AveragesReport report)
    {
        using var written = new StringWriter();
        using (var live = new LiveAverages(new ManualTimeProvider(), ConsoleOn(written, width, height)))
        {
            live.Start();
            live.Show(report);
        }

        return written.ToString();
    }

    private static IAnsiConsole ConsoleOn(TextWriter written, int width, int height)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(written),
        });
        (console.Profile.Width, console.Profile.Height) = (width, height);
        return console;
    }

    private static AveragesReport AReport(int products)
    {
        var report = new AveragesReport();
        report.Add(new PartitionBooks { Counts = new Books { Averaged = products, Validation = 1 } }, products + 1);
        for (var number = 0; number < products; number++)
        {
            var price = 10.5f + number;
            report.Add($"Item{number:00}", new PriceStatistics(1, FixedPoint.FromPrice(price), price, price));
        }

        return report;
    }

    private sealed class Gone : StringWriter
    {
        public override void Write(string? value) => throw new IOException("the terminal is gone");

        public override void Write(char value) => throw new IOException("the terminal is gone");

        public override void Write(char[] buffer, int index, int count) =>
            throw new IOException("the terminal is gone");
    }
}
