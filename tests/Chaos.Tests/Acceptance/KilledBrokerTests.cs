using Chaos.Tests.Brokers;
using Chaos.Tests.Plans;
using Chaos.Tests.Running;
using TestKit.Clusters;

namespace Chaos.Tests.Acceptance;

/// <summary>Rows 1, 2 and 11: the only broker is killed and started again, over and over, under load.</summary>
[Trait("Category", "Chaos")]
public sealed class KilledBrokerTests(ChaosTally tally)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public async Task A_broker_that_is_killed_under_load_again_and_again_costs_no_order()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var node = await kit.StartBrokersAsync(1, ChaosClusters.BrokerSettings);
        await using var registry = await kit.StartRegistryAsync();
        var cluster = new TestCluster(node.BootstrapServers, registry.Url, kit);
        var brokers = new ChaosBrokers(node, 1, Clock);
        await ChaosRun.DoAsync("killed broker", cluster, tally, WorkAsync, brokers);
    }

    private static async Task WorkAsync(ChaosRun run)
    {
        var random = new Random(ChaosRun.Seed);
        await run.Pipeline.SetUpAsync();
        run.LoadUntilTold(rate: 400);
        run.Add(run.Pipeline.StartInstance("one"));
        for (var times = ChaosSettings.Choose(2, 50); times > 0; times--)
        {
            await run.GoesOnAsync("it does not go on after the broker came back: a hang?");
            // Anywhere in the way of a transaction, which takes some hundredths of a second.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500)), Clock);
            await run.Brokers!.DoAsync(new Fault(default, FaultKind.Kill, 1, TimeSpan.FromSeconds(random.Next(3))));
        }

        await run.GoesOnAsync("it does not go on after the last kill");
        await run.EndLoadAsync();
    }
}
