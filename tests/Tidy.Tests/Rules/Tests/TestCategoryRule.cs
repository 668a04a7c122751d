using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Tests;

/// <summary>
/// Every test says what it needs: <c>[Trait("Category", "Unit|Broker|EndToEnd|Chaos")]</c> on it or on its
/// class.
/// </summary>
internal sealed class TestCategoryRule : CSharpRule
{
    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from method in TestMethods.In(file)
        where !TestMethods.HasCategory(method) && !method.Ancestors().Any(TestMethods.HasCategory)
        select file.Breaks(method, $"{method.Identifier.Text} has no category");
}
