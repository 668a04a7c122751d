using System.Text.RegularExpressions;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Structure;

/// <summary>What a tool makes is made again, not checked in.</summary>
internal sealed partial class TrackedOutputRule : IRule
{
    public IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files) =>
        from file in files
        where Output().IsMatch(file.Path)
        select new Breach(file.Path, 0, "the output of a tool");

    [GeneratedRegex(@"(^|/)(bin|obj|artifacts|node_modules|TestResults|\.native)/"
        + @"|\.(dll|exe|pdb|so|dylib|nupkg|trx|log|orig|rej)$")]
    private static partial Regex Output();
}
