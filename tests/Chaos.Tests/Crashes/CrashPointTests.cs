using Chaos.Tests.Brokers;
using Chaos.Tests.Plans;
using Chaos.Tests.Running;
using TestKit;
using TestKit.Clusters;

namespace Chaos.Tests.Crashes;

/// <summary>Row 12: SIGKILL between any two calls of a transaction and of a restore, under load.</summary>
[Trait("Category", "Chaos")]
public sealed class CrashPointTests(ChaosClusters clusters, ChaosTally tally)
{
    private const int Killed = 137;
    private const int MostTries = 10;
    private static readonly TimeSpan PointBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StandStill = TimeSpan.FromSeconds(2.5);
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public async Task A_consumer_that_dies_between_any_two_calls_counts_every_order_once()
    {
        var points = CrashPoints.Mixed(CrashPoints.All, ChaosSettings.Choose(1, 20), mostVisits: 12, ChaosRun.Seed);
        await ChaosRun.DoAsync("crash points", await clusters.SharedAsync(), tally, run => VisitAsync(run, points));
    }

    /// <summary>A broker that stands still for longer than a record may wait makes transactions abort.</summary>
    [Fact]
    public async Task A_consumer_that_dies_around_an_abort_counts_every_order_once()
    {
        var points = CrashPoints.Mixed(CrashPoints.OfAborts, ChaosSettings.Choose(1, 20), 1, ChaosRun.Seed);
        var node = await clusters.SharedNodeAsync();
        await ChaosRun.DoAsync(
            "crash points of aborts",
            await clusters.SharedAsync(),
            tally,
            run => VisitAsync(
                run,
                points,
                () => StandStillAsync(node),
                "--Kafka:Producer:message.timeout.ms=1000", "--Kafka:Producer:transaction.timeout.ms=10000"));
    }

    private static async Task StandStillAsync(KitBrokers node)
    {
        await node.PauseAsync();
        await Task.Delay(StandStill, Clock);
        await node.ResumeAsync();
    }

    private static async Task VisitAsync(
        ChaosRun run, IReadOnlyList<string> points, Func<Task>? provoke = null, params string[] more)
    {
        await run.Pipeline.SetUpAsync();
        run.LoadUntilTold(rate: 400);
        var instance = run.Add(run.Pipeline.StartInstance(
            "one", starts => starts < points.Count ? ("CRASH_AT", points[starts]) : null, more));
        for (var visited = 0; visited < points.Count; visited++)
        {
            for (var tries = 0; provoke is not null && tries < MostTries && instance.Exits.Count <= visited; tries++)
            {
                // Where no transaction was under way nothing comes of it.
                await run.GoesOnAsync();
                await provoke();
            }

            await Eventually.True(
                () => instance.Exits.Count > visited, PointBound, $"{points[visited]} is never reached");
            var exit = instance.Exits[visited];
            Assert.True(exit.Code == Killed, $"{points[visited]}: ended with {exit.Code}: {exit.LastWords}");
        }

        await run.EndLoadAsync();
    }
}
