using System.Globalization;
using System.Runtime.InteropServices;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Output;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>Lines about averaged orders: printed once committed, in the order of counting, sampled.</summary>
/// <remarks>The pipeline's thread owns it; any thread may ask <see cref="Wants"/>.</remarks>
/// <param name="output">Takes the lines.</param>
/// <param name="sampler">Of these lines.</param>
/// <param name="failures">Of the lines about failures: what it left out is said together with these.</param>
/// <param name="time">Measures a second.</param>
/// <param name="isQuiet">True where no line is wanted.</param>
internal sealed class OrderLines(
    ConsoleLines output, LineSampler sampler, LineSampler failures, TimeProvider time, bool isQuiet)
{
    /// <summary>Lines kept for one commit; no more could be printed in a second.</summary>
    private const int MaxPending = 50;

    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(1);

    private readonly List<PendingLine> _lines = [];
    private long _committed;
    private long _saidAt = time.GetTimestamp();
    private int _pending;

    /// <summary>True where a line for the next good order may still be printed; costs nothing.</summary>
    public bool Wants => !isQuiet && Volatile.Read(ref _pending) < MaxPending;

    /// <summary>One more line waits for its commit.</summary>
    public void Expect() => Interlocked.Increment(ref _pending);

    /// <summary>An order was counted, and waits for its commit.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="order">The order; its id is known.</param>
    /// <param name="statistics">Its product's statistics in this instance's partitions, the order included.</param>
    public void Add(int partition, in AveragedOrder order, in PriceStatistics statistics) => _lines.Add(new(partition,
        string.Create(
            CultureInfo.InvariantCulture,
            $"✔ {TerminalText.Clean(order.OrderId!)} {TerminalText.Clean(order.Product.Name)} {Price(order.Price)}   " +
            $"average {statistics.Average:0.00} (n {statistics.Count})"), false));

    /// <summary>What waited of a partition will not be committed.</summary>
    public void Drop(int partition) => _lines.RemoveAll(line => line.Partition == partition && !line.IsCommitted);

    /// <summary>All that was counted of a partition so far is committed; what is counted from now on is not.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="averaged">How many orders of the commit were averaged.</param>
    public void Committed(int partition, long averaged)
    {
        _committed += averaged;
        foreach (ref var line in CollectionsMarshal.AsSpan(_lines)) line.IsCommitted |= line.Partition == partition;
    }

    /// <summary>Prints what the last commit made true, and once a second how many lines were left out.</summary>
    /// <remarks>Lines of orders that were handled while the commit ran stay for the next one.</remarks>
    public void Flush(bool isLast = false)
    {
        if (isQuiet) return;
        var ready = 0;
        foreach (ref readonly var line in CollectionsMarshal.AsSpan(_lines)) ready += line.IsCommitted ? 1 : 0;
        var allowed = sampler.Take(ready);
        sampler.LeaveOut(_committed - ready);
        _committed = 0;
        for (var index = 0; allowed > 0; index++)
        {
            if (!_lines[index].IsCommitted) continue;
            output.TryWrite(_lines[index].Line);
            allowed--;
        }

        _lines.RemoveAll(static line => line.IsCommitted);
        Volatile.Write(ref _pending, _lines.Count);
        if (!isLast && time.GetElapsedTime(_saidAt) < BetweenCounts) return;
        _saidAt = time.GetTimestamp();
        var leftOut = sampler.TakeLeftOut() + failures.TakeLeftOut();
        if (leftOut > 0) output.TryWrite(string.Create(CultureInfo.InvariantCulture, $"… {leftOut:N0} more not shown"));
    }

    private record struct PendingLine(int Partition, string Line, bool IsCommitted);

    /// <summary>A price with two decimals, or as many as it has.</summary>
    public static string Price(float price) => price.ToString("0.00######", CultureInfo.InvariantCulture);
}
