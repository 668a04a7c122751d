using System.Diagnostics;
using System.Globalization;
using Benchmarks.Feeding;
using Benchmarks.Input;
using Benchmarks.Measuring;
using Benchmarks.Processing;
using Benchmarks.Reporting;
using Benchmarks.Running;

namespace Benchmarks.Rebalancing;

/// <summary>G20 and G21: a second instance comes and goes, cleanly, while orders flow.</summary>
internal sealed class RebalanceGoals(PipelineBench bench)
{
    private const int PerSecond = 1_000;

    /// <summary>As the pipeline's consumers have it; a static member that stops is missed only then.</summary>
    private const double SessionSeconds = 6;

    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    private readonly List<double> _gapsMs = [];
    private readonly List<double> _handOvers = [];

    public async Task MeasureAsync()
    {
        var topics = await BenchTopics.CreateAsync(bench.Clients);
        using var work = await bench.CreateWorkAsync();
        using var otherWork = await bench.CreateWorkAsync();
        var gaps = new CommitGaps();
        var plan = new RunPlan
        {
            Input = topics.Orders,
            State = topics.State,
            Group = topics.Group,
            Instance = "stays",
        };
        using var stays = new RunningPipeline(bench.Clients, work, plan with { OnTurn = gaps.Note });
        stays.WaitUntil(() => stays.Owned == OrderInput.Partitions, "owning all partitions");
        using var feed = new OrderFeed(
            bench.Clients, bench.Orders, topics.Orders, bench.Arguments.Products, PerSecond);
        stays.WaitUntil(() => stays.Reached > PerSecond, "a second of orders");
        for (var run = 0; run < bench.Arguments.Runs; run++)
            await ComeAndGoAsync(stays, gaps, otherWork, plan with { Instance = "comes" });
        Report();
    }

    private async Task ComeAndGoAsync(RunningPipeline stays, CommitGaps gaps, OrderWork work, RunPlan plan)
    {
        gaps.Restart();
        int[] moved;
        long stoppedAt;
        var comes = new RunningPipeline(bench.Clients, work, plan);
        using (comes)
        {
            stays.WaitUntil(() => stays.Owned == OrderInput.Partitions / 2, "giving up half of the partitions");
            comes.WaitUntil(() => comes.Owned == OrderInput.Partitions / 2 && comes.Reached > 0, "its first commit");
            await Task.Delay(Settled);
            _gapsMs.AddRange(gaps.OfKept());
            moved = [.. Enumerable.Range(0, OrderInput.Partitions).Except(gaps.Owned())];
            gaps.Restart();
            stoppedAt = Stopwatch.GetTimestamp();
        }

        // What comes behind its last commit was averaged by the one that stays.
        var before = Array.ConvertAll(moved, comes.ReachedIn);
        stays.WaitUntil(
            () => moved.Zip(before).All(each => stays.ReachedIn(each.First) > each.Second), "the orders of the other");
        _handOvers.Add(Stopwatch.GetElapsedTime(stoppedAt).TotalSeconds);
        await Task.Delay(Settled);
        _gapsMs.AddRange(gaps.OfKept());
    }

    private void Report()
    {
        if (bench.Arguments.Goals.Contains("G20"))
        {
            _gapsMs.Sort();
            var p99 = Quantile.Of(_gapsMs, 0.99);
            var what = "longest gap in a rebalance between commits of a partition that stays: p99";
            bench.Table.Add(new GoalResult("G20", what, p99, " ms", 300, IsCeiling: true)
            {
                Details = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_gapsMs.Count} gaps of {2 * bench.Arguments.Runs} rebalances; "
                    + $"p50 {Quantile.Of(_gapsMs, 0.5):0} ms"),
            });
        }

        if (bench.Arguments.Goals.Contains("G21"))
        {
            var what = "clean stop of an instance to its orders averaged elsewhere, longest";
            bench.Table.Add(new GoalResult("G21", what, _handOvers.Max(), " s", SessionSeconds + 2, IsCeiling: true)
            {
                Details = $"{_handOvers.Count} stops; shortest "
                    + $"{_handOvers.Min().ToString("0.00", CultureInfo.InvariantCulture)} s",
            });
        }
    }
}
