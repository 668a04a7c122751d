using Chaos.Tests.Brokers;
using Chaos.Tests.Plans;
using Chaos.Tests.Running;
using TestKit.Clusters;

namespace Chaos.Tests.Acceptance;

/// <summary>Rows 1, 9 and 12 to 17 all at once: what the averages promise, whoever dies on the way.</summary>
[Trait("Category", "Chaos")]
public sealed class KilledEverywhereTests(ChaosTally tally)
{
    private const int Nodes = 3;
    private const int Instances = 3;

    [Fact]
    public async Task Instances_and_brokers_that_are_killed_at_random_change_no_figure()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var nodes = await kit.StartBrokersAsync(Nodes, ChaosClusters.BrokerSettings);
        await using var registry = await kit.StartRegistryAsync();
        var cluster = new TestCluster(nodes.BootstrapServers, registry.Url, kit);
        var brokers = new ChaosBrokers(nodes, Nodes, TimeProvider.System);
        await ChaosRun.DoAsync("killed everywhere", cluster, tally, WorkAsync, brokers);
    }

    private static async Task WorkAsync(ChaosRun run)
    {
        var (orders, rate) = (ChaosSettings.Choose(40_000, 2_000_000), ChaosSettings.Choose(2_000, 4_000));
        var plan = new ChaosPlan(ChaosRun.Seed);
        // Odd seeds lose a partition with its node for a while, even ones lose its leader.
        var replicas = ChaosRun.Seed % 2 == 0 ? Nodes : 1;
        await run.Pipeline.SetUpAsync(FormattableString.Invariant($"--Topics:ReplicationFactor={replicas}"));
        run.Note(FormattableString.Invariant($"replicas: {replicas}"));
        run.Load(orders, rate);
        for (var number = 1; number <= Instances; number++)
            run.Add(run.Pipeline.StartInstance($"instance-{number}"));
        var tracks = Enumerable.Range(1, Instances)
            .Select(number => run.DoAsync(plan.OfInstance(number), run.ApplyAsync))
            .Append(run.DoAsync(plan.OfBrokers(Nodes), run.Brokers!.DoAsync));
        await Task.WhenAll(tracks);
        await run.SentAsync(TimeSpan.FromSeconds(2 * orders / rate + 120));
    }
}
