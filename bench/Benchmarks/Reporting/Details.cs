using System.Globalization;
using Benchmarks.Measuring;

namespace Benchmarks.Reporting;

/// <summary>The figures beside a ratio.</summary>
internal static class Details
{
    /// <summary>Ours before the baseline's.</summary>
    public static string Of(DuelResult duel)
    {
        var (ours, baseline) = (duel.Ours, duel.Baseline);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"records/s {ours.PerSecond:N0} | {baseline.PerSecond:N0}; "
            + $"CPU µs {ours.CpuMicros:0.00} | {baseline.CpuMicros:0.00}; "
            + $"bytes {ours.BytesPerRecord:0.###} | {baseline.BytesPerRecord:0.###}; "
            + $"Gen2 {ours.Gen2} | {baseline.Gen2}");
    }

    /// <summary>One side alone.</summary>
    public static string Of(Sample sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"records/s {sample.PerSecond:N0}; CPU µs {sample.CpuMicros:0.00}; "
        + $"bytes {sample.BytesPerRecord:0.###}; Gen2 {sample.Gen2}");
}
