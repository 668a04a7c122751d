using System.Text.RegularExpressions;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Tests;

/// <summary>Blank lines part a test; labels repeat what they show.</summary>
internal sealed partial class TestLabelRule : CSharpRule
{
    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from line in file.Lines.Index()
        where Label().IsMatch(line.Item)
        select new Breach(file.Path, line.Index + 1, "a label instead of a blank line");

    [GeneratedRegex(@"^\s*//\s*(Arrange|Act|Assert|Given|When|Then)\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Label();
}
