using Benchmarks.Input;
using Benchmarks.Measuring;
using Benchmarks.Reporting;
using OrderPipeline.Messaging.Consuming;

namespace Benchmarks.Committing;

/// <summary>The goals about a pipeline that commits: G9, G10, G16 and G17.</summary>
internal sealed class CommitGoals(PipelineBench bench)
{
    private const int MaxMegabytes = 300;
    private const double Flat = 1.1;

    /// <summary>G9: in transactions, against the same without them.</summary>
    public void MeasureG9(OrderInput input, int size, long records, double limit)
    {
        var run = new PipelineRun(bench, input);
        var sizes = new List<double>();
        var duel = Duel.Run(bench.Arguments.Rounds, () => Run(isExactlyOnce: true), () => Run(isExactlyOnce: false));
        bench.Table.Add(GoalResult.AtLeast(
            "G9", $"exactly once against at least once, {size:N0} records a transaction", duel.Speed, limit) with
        {
            Details = $"{Details.Of(duel)}; {sizes.Average():N0} records a transaction",
        });

        Sample Run(bool isExactlyOnce)
        {
            var sample = run.Run(EachPoll(size, records) with { IsExactlyOnce = isExactlyOnce });
            sizes.Add(run.RecordsPerCommit);
            return sample;
        }
    }

    /// <summary>G10: against the pattern that Confluent publishes.</summary>
    public void MeasureG10(OrderInput input, int size, int transactions, double limit)
    {
        var run = new PipelineRun(bench, input);
        var pattern = new ConfluentPattern(bench, input, size, size * transactions);
        var ours = EachPoll(size, Math.Min(input.Count, size * transactions * (long)limit));
        var duel = Duel.Run(bench.Arguments.Rounds, () => run.Run(ours), pattern.Run);
        bench.Table.Add(GoalResult.AtLeast(
            "G10", $"exactly once against Confluent's pattern, {size:N0} records a transaction", duel.Speed, limit) with
        {
            Details = Details.Of(duel),
        });
    }

    /// <summary>G16: orders that are all faulty, against good ones.</summary>
    public async Task MeasureG16Async()
    {
        var count = Math.Max(200_000, bench.Arguments.Records / 4);
        var good = await bench.LoadAsync(count, bench.Arguments.Products);
        foreach (var fault in new[] { OrderFault.Undecodable, OrderFault.Invalid })
        {
            var faulty = await bench.LoadAsync(count, bench.Arguments.Products, fault);
            var duel = Duel.Run(
                bench.Arguments.Rounds,
                () => new PipelineRun(bench, faulty).Run(AtIntervals(0, count)),
                () => new PipelineRun(bench, good).Run(AtIntervals(0, count)));
            var what = $"every order {fault.ToString().ToLowerInvariant()}, against every order good";
            bench.Table.Add(GoalResult.AtLeast("G16", what, duel.Speed, 0.5) with { Details = Details.Of(duel) });
        }
    }

    /// <summary>G17: bytes, collections and memory of a pipeline that runs on.</summary>
    public void MeasureG17(OrderInput input)
    {
        var run = new PipelineRun(bench, input);
        var plan = AtIntervals(input.Count / 4, input.Count);
        run.Run(plan);
        var early = Environment.WorkingSet;
        var sample = default(Sample);
        var (peak, from) = (0L, TimeProvider.System.GetTimestamp());
        do
        {
            sample += run.Run(plan);
            peak = Math.Max(peak, run.WorkingSet.After);
        }
        while (TimeProvider.System.GetElapsedTime(from).TotalSeconds < bench.Arguments.Seconds);

        var late = Environment.WorkingSet;
        var what = $"exactly once, a transaction every 100 ms, {sample.Elapsed.TotalSeconds:0.0} s of it";
        bench.Table.Add(new GoalResult("G17", $"managed bytes a record: {what}", sample.BytesPerRecord, "", 1, true)
        {
            Details = Details.Of(sample),
        });
        bench.Table.Add(new GoalResult("G17", "collections of generation 2 in it", sample.Gen2, "", 0, true));
        bench.Table.Add(new GoalResult(
            "G17", "working set at full speed", peak / 1024 / 1024, " MB", MaxMegabytes, IsCeiling: true));
        bench.Table.Add(new GoalResult(
            "G17", "working set after it against after the first pass", (double)late / early, "×", Flat, true)
        {
            Details = $"{early / 1024 / 1024} MB, then {late / 1024 / 1024} MB",
        });
    }

    private static CommitPlan EachPoll(int size, long records) => new()
    {
        IsExactlyOnce = true,
        BatchSize = size,
        Interval = TimeSpan.Zero,
        AheadOfCommit = size,
        To = records,
    };

    private static CommitPlan AtIntervals(long from, long to) => new()
    {
        IsExactlyOnce = true,
        BatchSize = BatchRecordSource.BatchSize,
        Interval = TimeSpan.FromMilliseconds(100),
        From = from,
        To = to,
    };
}
