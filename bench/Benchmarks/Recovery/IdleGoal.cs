using System.Diagnostics;
using Benchmarks.Reporting;
using Benchmarks.Running;

namespace Benchmarks.Recovery;

/// <summary>G22: what the program costs while no order comes.</summary>
internal static class IdleGoal
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    public static async Task MeasureAsync(PipelineBench bench)
    {
        var topics = await BenchTopics.CreateAsync(bench.Clients);
        await using var run = ProgramPlan.Start(bench.Clients, topics);
        await run.ErrorLineAsync("restored", Bound);
        await Task.Delay(Settled);
        using var process = Process.GetProcessById(run.Id);
        var (cpu, from) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, bench.Arguments.Seconds)));
        process.Refresh();
        var elapsed = Stopwatch.GetElapsedTime(from);
        var share = (process.TotalProcessorTime - cpu) / elapsed * 100;
        bench.Table.Add(new GoalResult(
            "G22", $"idle, over {elapsed.TotalSeconds:0} s: of one core", share, " %", 2, IsCeiling: true)
        {
            Details = $"working set {process.WorkingSet64 / 1024 / 1024} MB",
        });
    }
}
