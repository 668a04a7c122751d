using System.Diagnostics;
using System.Globalization;
using Benchmarks.Measuring;
using Benchmarks.Reporting;
using OrderPipeline.Messaging.Hosting;

namespace Benchmarks.Codec;

/// <summary>A duel of operations that take nanoseconds.</summary>
/// <remarks>
/// Each side is one delegate over all samples, so that the loop is compiled with the work in it. One thread does it
/// all, so processor time is measured: what others take of the machine is no part of it.
/// </remarks>
internal sealed class MicroDuel(int rounds)
{
    /// <summary>Passes over all samples in one measurement, at least: some two million operations.</summary>
    private const int FewestPasses = 2000;

    /// <summary>The faster side is measured for this long: the processor's time comes in steps of 10 ms.</summary>
    private const double FewestSeconds = 0.1;

    /// <summary>Until the compiler, which works beside, has made its final code of a side.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Both sides return how many bytes or records they handled, which has to be the same each time.</summary>
    public DuelResult Run(Func<long> ours, Func<long> baseline)
    {
        var passes = Math.Max(PassesOf(ours), PassesOf(baseline));
        return Duel.Run(rounds, () => Measure(ours, passes), () => Measure(baseline, passes));
    }

    /// <summary>Warms a side up, and tells how many passes fill a measurement.</summary>
    private static int PassesOf(Func<long> side)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp) side();
        start = Stopwatch.GetTimestamp();
        for (var pass = 0; pass < FewestPasses; pass++) side();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (int)(FewestPasses * Math.Max(1, FewestSeconds / seconds));
    }

    /// <summary>What one operation took, ours before the baseline's.</summary>
    public static string Describe(DuelResult duel) => string.Create(
        CultureInfo.InvariantCulture,
        $"ns {duel.Ours.Nanoseconds:0.0} | {duel.Baseline.Nanoseconds:0.0}; "
        + $"bytes {duel.Ours.BytesPerRecord:0.##} | {duel.Baseline.BytesPerRecord:0.##}");

    /// <summary>The line that says how much was allocated.</summary>
    public static GoalResult NoBytes(string id, DuelResult duel) =>
        new(id, "the same: managed bytes allocated", Math.Round(duel.Ours.BytesPerRecord, 2), "", 0, IsCeiling: true);

    private static Sample Measure(Func<long> side, int passes)
    {
        var expected = side();
        var meter = Meter.Start();
        for (var pass = 0; pass < passes; pass++)
        {
            if (side() == expected) continue;
            throw new ProgramException(ExitCode.Failed, "a codec run is void: its result changed");
        }

        var sample = meter.Stop((long)passes * OrderSamples.Count);
        return sample with { Elapsed = sample.Cpu };
    }
}
