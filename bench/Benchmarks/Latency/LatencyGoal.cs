using System.Diagnostics;
using System.Globalization;
using Benchmarks.Feeding;
using Benchmarks.Input;
using Benchmarks.Measuring;
using Benchmarks.Reporting;
using Benchmarks.Running;

namespace Benchmarks.Latency;

/// <summary>G12: from the moment an order is sent until another program can read its average.</summary>
internal static class LatencyGoal
{
    private const int PerSecond = 1_000;

    /// <summary>A broker that has just started compiles its code meanwhile, which takes it this long.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);


    public static async Task MeasureAsync(PipelineBench bench)
    {
        var topics = await BenchTopics.CreateAsync(bench.Clients);
        using var work = await bench.CreateWorkAsync();
        using var pipeline = new RunningPipeline(
            bench.Clients, work, new RunPlan { Input = topics.Orders, State = topics.State, Group = topics.Group });
        pipeline.WaitUntil(() => pipeline.Owned == OrderInput.Partitions, "owning all partitions");
        using var feed = new OrderFeed(
            bench.Clients, bench.Orders, topics.Orders, bench.Arguments.Products, PerSecond);
        var (latencies, seen) = (new List<double>(), new long[OrderInput.Partitions]);
        var (from, isMeasured) = (Stopwatch.GetTimestamp(), false);
        using var tail = new LedgerTail(bench.Clients, topics.State, work.Decoder, Note);
        var end = WarmUp + TimeSpan.FromSeconds(bench.Arguments.Seconds);
        while (Stopwatch.GetElapsedTime(from) < end)
        {
            isMeasured = Stopwatch.GetElapsedTime(from) > WarmUp;
            tail.Poll();
        }

        Report(bench.Table, latencies);

        void Note(int partition, long nextOffset)
        {
            for (var offset = seen[partition]; offset < nextOffset && isMeasured; offset++)
                latencies.Add(Stopwatch.GetElapsedTime(feed.SentAt(partition, offset)).TotalMilliseconds);
            seen[partition] = nextOffset;
        }
    }

    private static void Report(GoalTable table, List<double> latencies)
    {
        latencies.Sort();
        var (p50, p99) = (Quantile.Of(latencies, 0.5), Quantile.Of(latencies, 0.99));
        var what = $"order sent to average visible, at {PerSecond:N0}/s";
        var details = string.Create(
            CultureInfo.InvariantCulture,
            $"{latencies.Count:N0} orders; p90 {Quantile.Of(latencies, 0.9):0.0} ms; longest {latencies[^1]:0.0} ms");
        table.Add(new GoalResult("G12", $"{what}: p50", p50, " ms", 20, IsCeiling: true) { Details = details });
        table.Add(new GoalResult("G12", $"{what}: p99", p99, " ms", 80, IsCeiling: true));
    }
}
