namespace Chaos.Tests.Plans;

/// <summary>One fault of a plan.</summary>
/// <param name="After">Time since the fault before was over.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Target">To which instance or node, from 1.</param>
/// <param name="For">How long it lasts: until it goes on, or is started again.</param>
internal sealed record Fault(TimeSpan After, FaultKind Kind, int Target, TimeSpan For)
{
    public override string ToString() => FormattableString.Invariant(
        $"+{After.TotalSeconds:0.0}s {Kind} {Target} for {For.TotalSeconds:0.0}s");
}
