using Chaos.Tests.Brokers;
using Chaos.Tests.Running;

namespace Chaos.Tests.Members;

/// <summary>Rows 14 and 18: two processes with one id, and one process with a new id.</summary>
[Trait("Category", "Chaos")]
public sealed class TwinTests(ChaosClusters clusters, ChaosTally tally)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Of_two_processes_with_one_id_the_older_ends_and_says_who_has_it()
    {
        await ChaosRun.DoAsync("twins", await clusters.SharedAsync(), tally, async run =>
        {
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(rate: 400);
            await using var older = run.Pipeline.StartConsumer("twin");
            await run.GoesOnAsync("the older one does not start");

            var younger = run.Add(run.Pipeline.StartInstance("twin"));

            await older.EndsWithAsync(1, Bound);
            var sentence = Assert.Single(older.Errors, line => line.StartsWith("error: ", StringComparison.Ordinal));
            Assert.Contains("another process runs as twin", sentence, StringComparison.Ordinal);
            await run.GoesOnAsync("the younger one does not go on");
            Assert.Empty(younger.Exits);
            await run.EndLoadAsync();
        });
    }

    [Fact]
    public async Task A_process_that_comes_back_under_a_new_id_waits_for_the_sessions_end_and_counts_nothing_twice()
    {
        await ChaosRun.DoAsync("new ids", await clusters.SharedAsync(), tally, async run =>
        {
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(rate: 400);
            await using var first = run.Pipeline.StartConsumer("yesterday");
            await run.GoesOnAsync("the first one does not start");
            await first.KillAsync();

            run.Add(run.Pipeline.StartInstance("today"));

            await run.GoesOnAsync("the partitions of the one that was killed are not taken over");
            await run.EndLoadAsync();
        });
    }
}
