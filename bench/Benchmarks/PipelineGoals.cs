using Benchmarks.Averaging;
using Benchmarks.Clusters;
using Benchmarks.Committing;
using Benchmarks.Input;
using Benchmarks.Measuring;
using Benchmarks.Processing;
using Benchmarks.Reporting;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Serdes;

namespace Benchmarks;

/// <summary>The goals that need a broker: G7, G9 and G17.</summary>
internal static class PipelineGoals
{
    public static async Task MeasureAsync(BenchArguments arguments, BenchCluster cluster, GoalTable table)
    {
        using var clients = new BenchClients(cluster, arguments);
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = cluster.RegistryUrl });
        var writer = await RegisteredWriter<Order>.CreateAsync(
            new SubjectRegistrar(registry, mayAddVersions: true), "bench-order");
        var from = TimeProvider.System.GetTimestamp();
        var input = await OrderLoad.WriteAsync(clients, writer, arguments.Records, arguments.Products);
        table.Note($"{input.Count:N0} orders written in {TimeProvider.System.GetElapsedTime(from).TotalSeconds:0.0} s");
        if (arguments.Goals.Contains("G7")) MeasureG7(arguments.Rounds, clients, input, CreateWork, table);
        var run = new PipelineRun(clients, input, CreateWork);
        if (arguments.Goals.Contains("G9"))
        {
            MeasureG9(arguments.Rounds, run, 10_000, input.Count, 0.80, table);
            MeasureG9(arguments.Rounds, run, 1_000, input.Count / 4, 0.55, table);
        }

        if (arguments.Goals.Contains("G17")) MeasureG17(run, input, table);

        Task<OrderWork> CreateWork() => OrderWork.CreateAsync(registry, writer.SchemaId);
    }

    private static void MeasureG7(
        int rounds, BenchClients clients, OrderInput input, Func<Task<OrderWork>> createWork, GoalTable table)
    {
        var expected = ExpectedAverages.Of(input);
        var duel = Duel.Run(
            rounds,
            new BatchAveraging(clients, input, expected, createWork).Run,
            new ConsumeAveraging(clients, input, expected).Run);
        table.Add(GoalResult.AtLeast("G7", "consume, decode, average: records/s against Consume", duel.Speed, 2.5) with
        {
            Details = Details.Of(duel),
        });
        var bytes = duel.Ours.BytesPerRecord / duel.Baseline.BytesPerRecord;
        table.Add(new GoalResult("G7", "the same: managed bytes", bytes, "×", 0.005, IsCeiling: true));
    }

    private static void MeasureG9(
        int rounds, PipelineRun run, int size, long records, double limit, GoalTable table)
    {
        var sizes = new List<double>();
        var duel = Duel.Run(rounds, () => Run(isExactlyOnce: true), () => Run(isExactlyOnce: false));
        table.Add(GoalResult.AtLeast(
            "G9", $"exactly once against at least once, {size:N0} records a transaction", duel.Speed, limit) with
        {
            Details = $"{Details.Of(duel)}; {sizes.Average():N0} records a transaction",
        });

        Sample Run(bool isExactlyOnce)
        {
            var plan = new CommitPlan
            {
                IsExactlyOnce = isExactlyOnce,
                BatchSize = size,
                Interval = TimeSpan.Zero,
                To = records,
            };
            var sample = run.Run(plan);
            sizes.Add(run.RecordsPerCommit);
            return sample;
        }
    }

    private static void MeasureG17(PipelineRun run, OrderInput input, GoalTable table)
    {
        var plan = new CommitPlan
        {
            IsExactlyOnce = true,
            BatchSize = BatchRecordSource.BatchSize,
            Interval = TimeSpan.FromMilliseconds(100),
            From = input.Count / 4,
            To = input.Count,
        };
        run.Run(plan);
        var sample = run.Run(plan);
        var what = $"exactly once, a transaction every 100 ms, {sample.Elapsed.TotalSeconds:0.0} s";
        table.Add(new GoalResult("G17", $"managed bytes a record: {what}", sample.BytesPerRecord, "", 1, true)
        {
            Details = Details.Of(sample),
        });
        table.Add(new GoalResult("G17", "collections of generation 2 in it", sample.Gen2, "", 0, IsCeiling: true));
        var (before, after) = run.WorkingSet;
        var growth = (double)after / before;
        table.Add(new GoalResult("G17", "working set at its end against its start", growth, "×", 1.1, true)
        {
            Details = $"{before / 1024 / 1024} MB, then {after / 1024 / 1024} MB",
        });
    }
}
