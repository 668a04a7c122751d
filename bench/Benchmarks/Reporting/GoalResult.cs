using System.Globalization;
using Benchmarks.Measuring;

namespace Benchmarks.Reporting;

/// <summary>One printed line: a goal, what was measured, and whether that meets it.</summary>
/// <param name="Id">As the list of goals has it.</param>
/// <param name="What">What was compared with what.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Behind the figure: × for ratios.</param>
/// <param name="Limit">The figure to reach.</param>
/// <param name="IsCeiling">True where the figure may not be above the limit, false where not below.</param>
internal sealed record GoalResult(string Id, string What, double Value, string Unit, double Limit, bool IsCeiling)
{
    /// <summary>Lowest and highest of the rounds, where there were rounds.</summary>
    public string Range { get; init; } = "";

    /// <summary>What else was measured, ours before the baseline's.</summary>
    public string Details { get; init; } = "";

    public bool IsMet => IsCeiling ? Value <= Limit : Value >= Limit;

    public string Verdict => IsMet ? "met" : "short";

    public string Goal => $"{(IsCeiling ? "≤" : "≥")} {Number(Limit)}{Unit}";

    public string Figure => Number(Value) + Unit;

    /// <summary>A ratio that has to be reached.</summary>
    public static GoalResult AtLeast(string id, string what, Ratio ratio, double limit) =>
        new(id, what, ratio.Mean, "×", limit, IsCeiling: false) { Range = ratio.Range };

    /// <summary>A ratio that may not be passed.</summary>
    public static GoalResult AtMost(string id, string what, Ratio ratio, double limit) =>
        new(id, what, ratio.Mean, "×", limit, IsCeiling: true) { Range = ratio.Range };

    private static string Number(double value) => value.ToString(
        Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 0.1 || value == 0 ? "0.##" : "0.####",
        CultureInfo.InvariantCulture);
}
