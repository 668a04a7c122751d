using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Tests;

/// <summary>A test's name is a sentence about behaviour.</summary>
internal sealed class TestNameRule : CSharpRule
{
    private const int FewestWords = 3;

    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from method in TestMethods.In(file)
        let name = method.Identifier.Text
        where name.Split('_', StringSplitOptions.RemoveEmptyEntries).Length < FewestWords
        select file.Breaks(method, $"{name} is no sentence");
}
