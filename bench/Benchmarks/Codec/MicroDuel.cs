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
    /// <summary>Passes over all samples in one measurement: some two million operations.</summary>
    private const int Passes = 2000;

    /// <summary>Passes until the compiler has made its final code of a side.</summary>
    private const int WarmUp = 200;

    /// <summary>Both sides return how many bytes or records they handled, which has to be the same each time.</summary>
    public DuelResult Run(Func<long> ours, Func<long> baseline)
    {
        for (var pass = 0; pass < WarmUp; pass++)
        {
            ours();
            baseline();
        }

        return Duel.Run(rounds, () => Measure(ours), () => Measure(baseline));
    }

    /// <summary>What one operation took, ours before the baseline's.</summary>
    public static string Describe(DuelResult duel) => string.Create(
        CultureInfo.InvariantCulture,
        $"ns {duel.Ours.Nanoseconds:0.0} | {duel.Baseline.Nanoseconds:0.0}; "
        + $"bytes {duel.Ours.BytesPerRecord:0.##} | {duel.Baseline.BytesPerRecord:0.##}");

    /// <summary>The line that says how much was allocated.</summary>
    public static GoalResult NoBytes(string id, DuelResult duel) =>
        new(id, "the same: managed bytes allocated", Math.Round(duel.Ours.BytesPerRecord, 2), "", 0, IsCeiling: true);

    private static Sample Measure(Func<long> side)
    {
        var expected = side();
        var meter = Meter.Start();
        for (var pass = 0; pass < Passes; pass++)
        {
            if (side() == expected) continue;
            throw new ProgramException(ExitCode.Failed, "a codec run is void: its result changed");
        }

        var sample = meter.Stop((long)Passes * OrderSamples.Count);
        return sample with { Elapsed = sample.Cpu };
    }
}
