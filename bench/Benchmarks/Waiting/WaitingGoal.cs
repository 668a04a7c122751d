using System.Diagnostics;
using Benchmarks.Committing;
using Benchmarks.Input;
using Benchmarks.Measuring;
using Benchmarks.Reporting;
using Benchmarks.Running;

namespace Benchmarks.Waiting;

/// <summary>G19: a handler that waits for something, many at a time, outcomes in the order of each partition.</summary>
internal static class WaitingGoal
{
    private const int InFlight = 100;
    private const int Count = 150_000;
    private const int WarmUp = 20_000;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(5);

    public static async Task MeasureAsync(PipelineBench bench)
    {
        var input = await bench.LoadAsync(Count, bench.Arguments.Products);
        var limit = InFlight / Wait.TotalSeconds;
        var rates = new List<double>();
        var bare = new List<double>();
        for (var round = 0; round < Math.Min(3, bench.Arguments.Rounds); round++)
        {
            rates.Add(await RateAsync(bench, input) / limit);
            bare.Add(BareWaits() / limit);
        }

        var ratio = Ratio.Of(rates);
        var what = $"a handler that waits 5 ms, {InFlight} at a time, against {limit:N0}/s";
        bench.Table.Add(GoalResult.AtLeast("G19", what, ratio, 0.85) with
        {
            Details = FormattableString.Invariant(
                $"{ratio.Mean * limit:N0} records/s; the bare waits come to {bare.Average():0.00}× of it"),
        });
    }

    private static async Task<double> RateAsync(PipelineBench bench, OrderInput input)
    {
        var topics = await BenchTopics.CreateAsync(bench.Clients, input.Topic);
        using var work = await bench.CreateWorkAsync();
        using var waits = new FineWaits(Wait);
        double rate;
        using (var pipeline = new RunningPipeline(bench.Clients, work, new RunPlan
        {
            Input = topics.Orders,
            State = topics.State,
            Group = topics.Group,
            LaterHandler = new WaitingHandler(work.Handler, waits),
            MaxInFlight = InFlight,
        }))
        {
            pipeline.WaitUntil(() => pipeline.Reached >= WarmUp, "the first orders");
            var (from, before) = (Stopwatch.GetTimestamp(), pipeline.Reached);
            pipeline.WaitUntil(() => pipeline.Reached >= Count, "the last order");
            rate = (Count - before) / Stopwatch.GetElapsedTime(from).TotalSeconds;
        }

        StateCheck.Run(bench, input, topics.State, work, "the pipeline that waits");
        return rate;
    }

    /// <summary>As many waits without a pipeline: what the machine makes of them, a second.</summary>
    private static double BareWaits()
    {
        using var waits = new FineWaits(Wait);
        var from = Stopwatch.GetTimestamp();
        // This thread waits: the other one cannot wait for its own end.
        Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => EachAsync())).GetAwaiter().GetResult();
        return WarmUp / Stopwatch.GetElapsedTime(from).TotalSeconds;

        async Task EachAsync()
        {
            for (var count = 0; count < WarmUp / InFlight; count++) await waits.Begin();
        }
    }
}
