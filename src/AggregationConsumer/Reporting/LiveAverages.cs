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
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastFrame = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _thread;
    private AveragesReport? _latest;
    private long _shownAt;

    public LiveAverages(TimeProvider time)
    {
        _time = time;
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
        if (!IsPossible) return;
        AnsiConsole.Live(TableOf(new AveragesReport())).Start(context =>
        {
            AveragesReport? drawn = null;
            bool isLast;
            do
            {
                isLast = _ended.Wait(Refresh);
                var latest = Volatile.Read(ref _latest);
                if (latest is null || ReferenceEquals(latest, drawn)) continue;
                context.UpdateTarget(TableOf(latest));
                drawn = latest;
            }
            while (!isLast);
        });
    }

    private static Table TableOf(AveragesReport report)
    {
        var table = new Table
        {
            Border = TableBorder.Rounded,
            Caption = new TableTitle(Markup.Escape(BooksText.Of(report))),
        };
        table.AddColumn("product");
        foreach (var column in (string[])["orders", "average", "min", "max"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var (product, statistics) in report.Products.Take(MaxProducts)) AddRow(table, product, statistics);
        if (report.Products.Count > MaxProducts) table.AddRow($"… {report.Products.Count - MaxProducts} more");
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
