using Chaos.Tests.Brokers;
using Chaos.Tests.Running;
using TestKit;

namespace Chaos.Tests.Members;

/// <summary>Rows 12 and 13 where they meet: a member dies of which the group is just taking partitions.</summary>
/// <remarks>
/// Static members that come back take their place without a rebalance. One that died before it could say what it has
/// given back comes back to less than it had, and asks for nothing: the group is at rest, and nobody owns the rest.
/// </remarks>
[Trait("Category", "Chaos")]
public sealed class StaticRestartTests(ChaosClusters clusters, ChaosTally tally)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_member_that_dies_while_it_gives_partitions_back_leaves_none_without_an_owner()
    {
        await ChaosRun.DoAsync("static restart", await clusters.SharedAsync(), tally, async run =>
        {
            await run.Pipeline.SetUpAsync();
            run.LoadUntilTold(rate: 400);
            var giver = run.Add(run.Pipeline.StartInstance(
                "giver", starts => starts == 0 ? ("CRASH_AT", "in-revocation") : null));
            await run.GoesOnAsync("it does not start");

            run.Add(run.Pipeline.StartInstance("taker"));

            await Eventually.True(() => giver.Exits.Count > 0, Bound, "it is asked to give back nothing");
            await run.GoesOnAsync("some partition has no owner");
            Assert.Equal(137, Assert.Single(giver.Exits).Code);
            await run.EndLoadAsync();
        });
    }
}
