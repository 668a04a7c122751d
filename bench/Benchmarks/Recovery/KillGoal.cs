using System.Diagnostics;
using System.Globalization;
using Benchmarks.Committing;
using Benchmarks.Feeding;
using Benchmarks.Latency;
using Benchmarks.Reporting;
using Benchmarks.Running;
using OrderPipeline.Messaging.Hosting;

namespace Benchmarks.Recovery;

/// <summary>G13: the program is killed inside a transaction and started again at once.</summary>
internal static class KillGoal
{
    private const int Products = 1_000;
    private const int PerSecond = 1_000;

    // Every transaction writes most products, so this leaves about as many records of state as a day of commits
    // leaves between two compactions.
    private const int OrdersInATransaction = 4_000;
    private const string InsideATransaction = "before-commit:30";

    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    public static async Task MeasureAsync(PipelineBench bench)
    {
        var count = Math.Min(1_000_000, bench.Arguments.Records);
        var input = await bench.LoadAsync(count, Products);
        var topics = await BenchTopics.CreateAsync(bench.Clients, input.Topic);
        await new PipelineRun(bench, input).RunAsync(
            new CommitPlan
            {
                IsExactlyOnce = true,
                BatchSize = OrdersInATransaction,
                Interval = TimeSpan.Zero,
                To = count,
            },
            topics.State,
            topics.Group);
        using var work = await bench.CreateWorkAsync();
        using var feed = new OrderFeed(bench.Clients, bench.Orders, topics.Orders, Products, PerSecond);
        var newest = 0L;
        using var tail = new LedgerTail(
            bench.Clients, topics.State, work.Decoder, (_, nextOffset) => newest = Math.Max(newest, nextOffset));
        var seconds = new List<double>();
        for (var run = 0; run < bench.Arguments.Runs; run++)
            seconds.Add(await KillAsync(bench, topics, tail, () => newest));
        bench.Table.Add(new GoalResult(
            "G13", $"SIGKILL inside a transaction to the first new average, {Products:N0} products, longest",
            seconds.Max(), " s", 2, IsCeiling: true)
        {
            Details = string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds.Count} kills; mean {seconds.Average():0.00} s, shortest {seconds.Min():0.00} s"),
        });
    }

    private static async Task<double> KillAsync(
        PipelineBench bench, BenchTopics topics, LedgerTail tail, Func<long> newest)
    {
        await using var first = ProgramPlan.Start(bench.Clients, topics, InsideATransaction);
        var ending = first.ExitAsync(Bound);
        while (!ending.IsCompleted) tail.Poll();
        await ending;
        var killedAt = Stopwatch.GetTimestamp();
        await using var second = ProgramPlan.Start(bench.Clients, topics);
        var before = LastOf(tail, newest);
        while (newest() <= before)
        {
            tail.Poll();
            if (Stopwatch.GetElapsedTime(killedAt) > Bound || second.HasEnded)
                throw new ProgramException(ExitCode.Failed, "G13 is void: the program did not go on after its kill");
        }

        return Stopwatch.GetElapsedTime(killedAt).TotalSeconds;
    }

    /// <summary>What the dead process committed, once all of it was seen; the next one is not up so soon.</summary>
    private static long LastOf(LedgerTail tail, Func<long> newest)
    {
        var (last, since) = (newest(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(since) < Silence)
        {
            tail.Poll();
            if (newest() != last) (last, since) = (newest(), Stopwatch.GetTimestamp());
        }

        return last;
    }
}
