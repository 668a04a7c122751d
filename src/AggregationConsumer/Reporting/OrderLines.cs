using System.Globalization;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Output;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>Lines about single orders: printed once committed, and sampled.</summary>
/// <remarks>The pipeline's thread prints; any thread may ask <see cref="Wants"/>.</remarks>
internal sealed class OrderLines(ConsoleLines output, LineSampler sampler, bool isQuiet)
{
    /// <summary>Lines kept for one commit; no more could be printed in a second.</summary>
    private const int MaxPending = 50;

    private int _pending;

    /// <summary>True where a line for the next good order may still be printed; costs nothing.</summary>
    public bool Wants => !isQuiet && Volatile.Read(ref _pending) < MaxPending;

    /// <summary>One more line waits for its commit.</summary>
    public void Expect() => Interlocked.Increment(ref _pending);

    /// <summary>The line of one order.</summary>
    public static string Averaged(in AveragedOrder order, in PriceStatistics statistics) => string.Create(
        CultureInfo.InvariantCulture,
        $"✔ {TerminalText.Clean(order.OrderId!)} {TerminalText.Clean(order.Product.Name)} {Price(order.Price)}   " +
        $"average {statistics.Average:0.00} (n {statistics.Count})");

    /// <summary>Prints what a commit made true.</summary>
    /// <param name="lines">The lines that were kept.</param>
    /// <param name="averaged">How many orders were averaged in all.</param>
    public void Committed(IReadOnlyList<string> lines, long averaged)
    {
        if (isQuiet || averaged == 0) return;
        var allowed = sampler.Take((int)Math.Min(averaged, int.MaxValue));
        for (var index = 0; index < Math.Min(allowed, lines.Count); index++) output.TryWrite(lines[index]);
        Volatile.Write(ref _pending, 0);
    }

    /// <summary>A price with two decimals, or as many as it has.</summary>
    public static string Price(float price) => price.ToString("0.00######", CultureInfo.InvariantCulture);
}
