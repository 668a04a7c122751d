using System.Text.RegularExpressions;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Words;

/// <summary>Words and directives that are never checked in.</summary>
internal sealed partial class BannedTextRule : FileRule
{
    protected override bool Concerns(TrackedFile file) => true;

    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from line in file.Lines.Index()
        let match = Banned().Match(line.Item)
        where match.Success
        select new Breach(file.Path, line.Index + 1, $"`{match.Value.Trim()}` is not checked in");

    // Written in pieces, so that this file keeps its own rule.
    [GeneratedRegex(@"\bTO" + @"DO\b|\bFIX" + @"ME\b|\bHA" + @"CK\b|^\s*#reg" + "ion|Task\\.Factory\\.Start" + "New")]
    private static partial Regex Banned();
}
