using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Names;

/// <summary>
/// A file holds one type and is named after it; a part of a partial type may be <c>Type.Part.cs</c>.
/// </summary>
internal sealed class TypePerFileRule : CSharpRule
{
    protected override IEnumerable<Breach> Check(TrackedFile file)
    {
        var types = file.Root.DescendantNodes(IsOutsideTypes).OfType<MemberDeclarationSyntax>()
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(node => !node.Modifiers.Any(SyntaxKind.FileKeyword))
            .ToList();
        foreach (var type in types.Skip(1))
            yield return file.Breaks(type, $"a second type, {NameOf(type)}");
        if (types.Count > 0 && NameOf(types[0]) != file.Name.Split('.')[0])
            yield return file.Breaks(types[0], $"the type {NameOf(types[0])} belongs into a file of that name");
    }

    private static bool IsOutsideTypes(SyntaxNode node) =>
        node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax;

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.Text,
        DelegateDeclarationSyntax named => named.Identifier.Text,
        _ => "",
    };
}
