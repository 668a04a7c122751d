using Benchmarks.Averaging;
using Benchmarks.Clusters;
using Benchmarks.Committing;
using Benchmarks.Input;
using Benchmarks.Latency;
using Benchmarks.Measuring;
using Benchmarks.Rebalancing;
using Benchmarks.Recovery;
using Benchmarks.Reporting;
using Benchmarks.Waiting;
using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Serdes;

namespace Benchmarks;

/// <summary>The goals that need a broker, each by itself, in the order of their numbers.</summary>
internal static class PipelineGoals
{
    public static async Task MeasureAsync(BenchArguments arguments, BenchCluster cluster, GoalTable table)
    {
        using var clients = new BenchClients(cluster, arguments);
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = cluster.RegistryUrl });
        var writer = await RegisteredWriter<Order>.CreateAsync(
            new SubjectRegistrar(registry, mayAddVersions: true), "bench-order");
        var bench = new PipelineBench(arguments, clients, registry, writer, table);
        var commits = new CommitGoals(bench);
        var goals = arguments.Goals;
        var input = goals.Overlaps(["G7", "G9", "G10", "G17"])
            ? await bench.LoadAsync(arguments.Records, arguments.Products)
            : null;
        if (goals.Contains("G7")) MeasureG7(bench, input!);
        if (goals.Contains("G9"))
        {
            commits.MeasureG9(input!, 10_000, input!.Count, 0.80);
            commits.MeasureG9(input, 1_000, input.Count / 4, 0.55);
        }

        if (goals.Contains("G10"))
        {
            commits.MeasureG10(input!, 100, 20, 15);
            commits.MeasureG10(input!, 1_000, 20, 3);
        }

        if (goals.Contains("G12")) await LatencyGoal.MeasureAsync(bench);
        if (goals.Contains("G13")) await KillGoal.MeasureAsync(bench);
        if (goals.Contains("G14")) await BrokerKillGoal.MeasureAsync(bench);
        if (goals.Contains("G15")) await RestoreGoal.MeasureAsync(bench);
        if (goals.Contains("G16")) await commits.MeasureG16Async();
        if (goals.Contains("G17")) commits.MeasureG17(input!);
        if (goals.Contains("G19")) await WaitingGoal.MeasureAsync(bench);
        if (goals.Overlaps(["G20", "G21"])) await new RebalanceGoals(bench).MeasureAsync();
        if (goals.Contains("G22")) await IdleGoal.MeasureAsync(bench);
    }

    private static void MeasureG7(PipelineBench bench, OrderInput input)
    {
        var expected = ExpectedAverages.Of(input);
        var duel = Duel.Run(
            bench.Arguments.Rounds,
            new BatchAveraging(bench.Clients, input, expected, bench.CreateWorkAsync).Run,
            new ConsumeAveraging(bench.Clients, input, expected).Run);
        var what = "consume, decode, average: records/s against Consume";
        bench.Table.Add(GoalResult.AtLeast("G7", what, duel.Speed, 2.5) with { Details = Details.Of(duel) });
        var bytes = duel.Ours.BytesPerRecord / duel.Baseline.BytesPerRecord;
        bench.Table.Add(new GoalResult("G7", "the same: managed bytes", bytes, "×", 0.005, IsCeiling: true));
    }
}
