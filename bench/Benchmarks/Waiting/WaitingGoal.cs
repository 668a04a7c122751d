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
            bare.Add(await BareWaitMsAsync());
        }

        var ratio = Ratio.Of(rates);
        var what = $"a handler that waits 5 ms, {InFlight} at a time, against {limit:N0}/s";
        bench.Table.Add(GoalResult.AtLeast("G19", what, ratio, 0.85) with
        {
            Details = FormattableString.Invariant(
                $"{ratio.Mean * limit:N0} records/s; a bare Task.Delay of 5 ms took {bare.Average():0.00} ms"),
        });
    }

    private static async Task<double> RateAsync(PipelineBench bench, OrderInput input)
    {
        var topics = await BenchTopics.CreateAsync(bench.Clients, input.Topic);
        using var work = await bench.CreateWorkAsync();
        double rate;
        using (var pipeline = new RunningPipeline(bench.Clients, work, new RunPlan
        {
            Input = topics.Orders,
            State = topics.State,
            Group = topics.Group,
            LaterHandler = new WaitingHandler(work.Handler, Wait),
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

    /// <summary>What the timer makes of the wait: the limit of any handler that waits by it.</summary>
    private static async Task<double> BareWaitMsAsync()
    {
        var from = Stopwatch.GetTimestamp();
        for (var count = 0; count < InFlight; count++) await Task.Delay(Wait);
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds / InFlight;
    }
}
