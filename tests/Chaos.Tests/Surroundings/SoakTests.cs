using Chaos.Tests.Brokers;
using Chaos.Tests.Plans;
using Chaos.Tests.Running;

namespace Chaos.Tests.Surroundings;

/// <summary>Row 58: an instance that runs for long holds no more in the end than in the beginning.</summary>
[Trait("Category", "Chaos")]
public sealed class SoakTests(ChaosClusters clusters, ChaosTally tally)
{
    private const int OrdersPerSecond = 4_000;

    /// <summary>Of what it held after a quarter of the time.</summary>
    private const double MostMemory = 1.03;

    /// <summary>A connection or a thread of the pool comes and goes.</summary>
    private const int MostMore = 4;

    /// <summary>The runtime fills the room that it gives to garbage once: half a minute, with this load.</summary>
    private static readonly TimeSpan SettledBound = TimeSpan.FromSeconds(120);

    /// <summary>Settled is who holds at most so much more than as many figures before.</summary>
    private const double Settled = 1.01;

    private const int FiguresToSettle = 20;

    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly TimeSpan BetweenFigures = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(ChaosSettings.Choose(24, 1_800));

    [Fact]
    public async Task Memory_handles_and_threads_stay_as_they_are_under_load()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what a process holds is read from /proc");
        await ChaosRun.DoAsync("soak", await clusters.SharedAsync(), tally, async run =>
        {
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(OrdersPerSecond);
            var instance = run.Add(run.Pipeline.StartInstance("soaked"));
            await run.GoesOnAsync("it does not start");
            var process = instance.Run.Id;
            var settling = await WatchAsync(process, SettledBound, IsSettled);
            Assert.True(IsSettled(settling), $"after {SettledBound} it still held more and more: {settling[^1]}");
            var figures = await WatchAsync(process, Time, static _ => false);
            Assert.Empty(instance.Exits);
            AssertIsFlat(run, figures);
            await run.EndLoadAsync();
        });
    }

    private static async Task<List<ProcessFigures>> WatchAsync(
        int process, TimeSpan longest, Func<List<ProcessFigures>, bool> isEnough)
    {
        var figures = new List<ProcessFigures>();
        using var timer = new PeriodicTimer(BetweenFigures, Clock);
        var started = Clock.GetTimestamp();
        while (Clock.GetElapsedTime(started) < longest && !isEnough(figures) && await timer.WaitForNextTickAsync())
            figures.Add(ProcessFigures.Of(process));
        return figures;
    }

    private static bool IsSettled(List<ProcessFigures> figures) =>
        figures.Count >= 2 * FiguresToSettle
        && ProcessFigures.Median(figures[^FiguresToSettle..]).Memory
            <= Settled * ProcessFigures.Median(figures[^(2 * FiguresToSettle)..^FiguresToSettle]).Memory;

    private static void AssertIsFlat(ChaosRun run, List<ProcessFigures> figures)
    {
        var quarter = figures.Count / 4;
        var before = ProcessFigures.Median(figures[quarter..(2 * quarter)]);
        var after = ProcessFigures.Median(figures[(3 * quarter)..]);
        run.Note($"held {before}, then {after}");
        Assert.True(
            after.Memory <= before.Memory * MostMemory && after.Handles <= before.Handles + MostMore
                && after.Threads <= before.Threads + MostMore,
            $"of {Time} it held {before} in the second quarter, and {after} in the last");
    }
}
