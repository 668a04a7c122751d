using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Tests;

/// <summary>Finds the methods that the test runner runs.</summary>
internal static class TestMethods
{
    public static IEnumerable<MethodDeclarationSyntax> In(TrackedFile file) =>
        file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => Attributes(method).Any(name => name is "Fact" or "Theory"));

    public static IEnumerable<string> Attributes(MemberDeclarationSyntax member) =>
        member.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => attribute.Name.ToString());

    public static bool HasCategory(SyntaxNode? node) =>
        node is MemberDeclarationSyntax member
        && member.AttributeLists.SelectMany(list => list.Attributes)
            .Any(attribute => attribute.Name.ToString() == "Trait" && IsCategory(attribute));

    private static bool IsCategory(AttributeSyntax attribute) =>
        attribute.ArgumentList?.ToString()
            is "(\"Category\", \"Unit\")" or "(\"Category\", \"Broker\")"
            or "(\"Category\", \"EndToEnd\")" or "(\"Category\", \"Chaos\")";
}
