using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Sizes;

/// <summary>
/// No method is longer than a screen. Local functions count for themselves and for the method around them.
/// </summary>
internal sealed class MethodLengthRule : CSharpRule
{
    private const int Limit = 70;

    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from node in file.Root.DescendantNodes()
        let name = NameOf(node)
        where name is not null
        let length = LengthOf(node)
        where length > Limit
        select file.Breaks(node, $"{name} has {length} lines, {Limit} at most");

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        BaseMethodDeclarationSyntax special => special.Kind().ToString(),
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        PropertyDeclarationSyntax { ExpressionBody: not null } property => property.Identifier.Text,
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        _ => null,
    };

    private static int LengthOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
