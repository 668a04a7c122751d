namespace Benchmarks.Measuring;

/// <summary>The value below which a share of all values lies.</summary>
internal static class Quantile
{
    /// <param name="sorted">At least one value, in ascending order.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Of(IReadOnlyList<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
