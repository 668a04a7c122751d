using Chaos.Tests.Brokers;
using Chaos.Tests.Instances;
using Chaos.Tests.Plans;
using Chaos.Tests.Running;
using TestKit;

namespace Chaos.Tests.Crashes;

/// <summary>
/// Rows 13, 15 and 64: an instance stands still between two calls until another one has its partitions and its open
/// transaction has been aborted; then it wakes and goes on where it was.
/// </summary>
[Trait("Category", "Chaos")]
public sealed class PausePointTests(ChaosClusters clusters, ChaosTally tally)
{
    private static readonly TimeSpan PointBound = TimeSpan.FromSeconds(60);

    private static readonly string[] Impatient =
    [
        "--Kafka:Consumer:session.timeout.ms=2000", "--Kafka:Consumer:heartbeat.interval.ms=300",
        "--Kafka:Producer:transaction.timeout.ms=3000",
    ];

    [Fact]
    public async Task A_consumer_that_wakes_after_another_has_taken_over_commits_nothing_of_what_it_held()
    {
        var some = ChaosSettings.IsLong ? CrashPoints.All : CrashPoints.OfZombies;
        var points = CrashPoints.Mixed(some, ChaosSettings.Choose(1, 5), mostVisits: 12, ChaosRun.Seed);
        await ChaosRun.DoAsync("pause points", await clusters.SharedAsync(), tally, run => VisitAsync(run, points));
    }

    private static async Task VisitAsync(ChaosRun run, IReadOnlyList<string> points)
    {
        await run.Pipeline.SetUpAsync();
        run.LoadUntilTold(rate: 400);
        run.Add(run.Pipeline.StartInstance("other", Impatient));
        var sleeper = run.Add(run.Pipeline.StartInstance(
            "sleeper", starts => starts < points.Count ? ("PAUSE_AT", points[starts]) : null, Impatient));
        foreach (var point in points)
        {
            await Eventually.True(() => sleeper.IsStopped, PointBound, $"{point} is never reached");
            await run.GoesOnAsync($"the other does not take over after {point}");
            sleeper.Resume();
            await run.GoesOnAsync($"they do not go on after {point} and waking");
            await NextAsync(sleeper);
        }

        await run.EndLoadAsync();
    }

    /// <summary>The next process pauses at the next point.</summary>
    private static async Task NextAsync(Instance sleeper)
    {
        var ends = sleeper.Exits.Count;
        sleeper.Kill();
        await Eventually.True(() => sleeper.Exits.Count > ends, PointBound);
    }
}
