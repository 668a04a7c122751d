using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>The geometric mean of the rounds' ratios, and their range.</summary>
internal readonly record struct Ratio(double Mean, double Lowest, double Highest)
{
    /// <summary>The range as it is printed.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"{Lowest:0.00}–{Highest:0.00}");

    public static Ratio Of(IReadOnlyCollection<double> ratios) =>
        new(Math.Exp(ratios.Average(Math.Log)), ratios.Min(), ratios.Max());
}
