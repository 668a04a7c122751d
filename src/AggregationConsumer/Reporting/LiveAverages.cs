using System.Globalization;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Output;
using Spectre.Console;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>A table of averages that refreshes; plain text where there is no terminal.</summary>
/// <remarks>It draws on a thread of its own: a slow terminal never holds the pipeline.</remarks>
internal sealed class LiveAverages : IDisposable
{
    private const int MaxProducts = 30;

    /// <summary>Borders, head, total and books; what is left of a terminal's height is for products.</summary>
    private const int OtherLines = 9;

    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastFrame = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly IAnsiConsole? _console;
    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _thread;
    private AveragesReport? _latest;
    private long _shownAt;

    /// <param name="time">Says when a table is old.</param>
    /// <param name="console">Where it is drawn; null for the terminal, and for nothing where there is none.</param>
    public LiveAverages(TimeProvider time, IAnsiConsole? console = null)
    {
        _time = time;
        _console = console ?? (IsPossible ? AnsiConsole.Console : null);
        _thread = new Thread(Draw) { IsBackground = true, Name = "live table" };
    }

    /// <summary>True where the output is a terminal that can be drawn on.</summary>
    public static bool IsPossible => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>True where the last report is old enough for a new one to be worth making.</summary>
    public bool Wants => _time.GetElapsedTime(Volatile.Read(ref _shownAt)) >= Refresh;

    public void Start() => _thread.Start();

    /// <summary>Hands over what is to be shown.</summary>
    public void Show(AveragesReport report)
    {
        Volatile.Write(ref _shownAt, _time.GetTimestamp());
        Volatile.Write(ref _latest, report);
    }

    public void Dispose()
    {
        _ended.Set();
        if (_thread.ThreadState != ThreadState.Unstarted) _thread.Join(LastFrame);
        _ended.Dispose();
    }

    private void Draw()
    {
        if (_console is null) return;
        try
        {
            _console.Live(TableOf(new AveragesReport(), MaxProducts)).Start(Draw);
        }
        catch (IOException)
        {
            // The terminal is gone: there is nothing to draw on, and the run goes on.
        }
    }

    private void Draw(LiveDisplayContext context)
    {
        AveragesReport? drawn = null;
        var size = (0, 0);
        bool isLast;
        do
        {
            isLast = _ended.Wait(Refresh);
            var latest = Volatile.Read(ref _latest);
            var now = (_console!.Profile.Width, _console.Profile.Height);
            if (latest is null || (ReferenceEquals(latest, drawn) && now == size)) continue;
            context.UpdateTarget(TableOf(latest, Math.Clamp(now.Height - OtherLines, 1, MaxProducts)));
            (drawn, size) = (latest, now);
        }
        while (!isLast);
    }

    private static string Stopped(AveragesReport report) =>
        report.Damaged.Count == 0 ? "" : $"   stopped: {string.Join(", ", report.Damaged.Keys)}";

    private static Table TableOf(AveragesReport report, int rows)
    {
        var table = new Table
        {
            Border = TableBorder.Rounded,
            Caption = new TableTitle(Markup.Escape(BooksText.Of(report) + Stopped(report))),
        };
        table.AddColumn("product");
        foreach (var column in (string[])["orders", "average", "min", "max"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var (product, statistics) in report.Products.Take(rows)) AddRow(table, product, statistics);
        if (report.Products.Count > rows) table.AddRow($"… {report.Products.Count - rows} more");
        AddRow(table, "all", report.Total());
        return table;
    }

    private static void AddRow(Table table, string name, in PriceStatistics statistics) => table.AddRow(
        Markup.Escape(TerminalText.Clean(name)),
        statistics.Count.ToString("N0", CultureInfo.InvariantCulture),
        statistics.Average.ToString("N2", CultureInfo.InvariantCulture),
        statistics.Min.ToString("N2", CultureInfo.InvariantCulture),
        statistics.Max.ToString("N2", CultureInfo.InvariantCulture));
}
