using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Tests;

/// <summary>
/// A test waits for a condition, never for a while: a delay needs a clock that the test moves, or no end.
/// </summary>
internal sealed class TestWaitRule : CSharpRule
{
    protected override bool Concerns(TrackedFile file) => file.IsCSharp && file.IsTest;

    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let name = call.Expression.ToString()
        where name is "Thread.Sleep" or "SpinWait.SpinUntil" || (name == "Task.Delay" && !HasClock(call))
        select file.Breaks(call, $"{name} in a test: use Eventually");

    private static bool HasClock(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Select(argument => argument.ToString()).Any(argument =>
            argument.Contains("Infinite", StringComparison.Ordinal)
            || argument.EndsWith("time", StringComparison.OrdinalIgnoreCase)
            || argument.EndsWith("clock", StringComparison.OrdinalIgnoreCase));
}
