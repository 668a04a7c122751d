using Chaos.Tests.Brokers;
using Chaos.Tests.Running;
using TestKit;
using TestKit.Clusters;

namespace Chaos.Tests.Surroundings;

/// <summary>Row 11: brokers that cannot store.</summary>
[Trait("Category", "Chaos")]
public sealed class StorageTests(ChaosTally tally)
{
    private const int Nodes = 3;
    private const int Full = 3;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_full_disk_and_too_few_replicas_hold_orders_up_and_lose_none()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var nodes = await kit.StartBrokersAsync(
            Nodes,
            [
                .. ChaosClusters.BrokerSettings,
                // What has not all three replicas takes nothing.
                "min.insync.replicas=3", "transaction.state.log.min.isr=3",
                "broker.session.timeout.ms=2000", "broker.heartbeat.interval.ms=500",
            ]);
        await using var registry = await kit.StartRegistryAsync();
        var cluster = new TestCluster(nodes.BootstrapServers, registry.Url, kit);
        var brokers = new ChaosBrokers(nodes, Nodes, TimeProvider.System);
        await ChaosRun.DoAsync("full disk", cluster, tally, WorkAsync, brokers);

        async Task WorkAsync(ChaosRun run)
        {
            await run.Pipeline.SetUpAsync($"--Topics:ReplicationFactor={Nodes}");
            run.LoadUntilTold(rate: 400);
            run.Add(run.Pipeline.StartInstance("one"));
            await run.GoesOnAsync();

            await nodes.FillDiskAsync(Full);
            await Eventually.True(() => !nodes.IsAlive(Full), Bound, "the broker goes on without room");
            await Eventually.True(OthersRefuse, Bound, "the others take records alone");
            await nodes.KillAsync(Full);
            await nodes.RestartAsync(Full);

            await run.GoesOnAsync("it does not go on once there is room again");
            await run.EndLoadAsync();
        }

        bool OthersRefuse() => Enumerable.Range(1, Nodes).Where(static node => node != Full)
            .SelectMany(node => File.ReadLines(nodes.LogOf(node)))
            .Any(static line => line.Contains("NotEnoughReplicasException", StringComparison.Ordinal));
    }
}
