using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Names;

/// <summary>A boolean says what is, not what is not: <c>!isNotReady</c> takes two readings.</summary>
internal sealed partial class PositiveBooleanRule : CSharpRule
{
    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from node in file.Root.DescendantNodes()
        from name in BooleansIn(node)
        where Negative().IsMatch(name)
        select file.Breaks(node, $"{name} is a negative boolean");

    private static IEnumerable<string> BooleansIn(SyntaxNode node) => node switch
    {
        PropertyDeclarationSyntax property when IsBool(property.Type) => [property.Identifier.Text],
        ParameterSyntax parameter when IsBool(parameter.Type) => [parameter.Identifier.Text],
        VariableDeclarationSyntax variables when IsBool(variables.Type) =>
            variables.Variables.Select(variable => variable.Identifier.Text),
        _ => [],
    };

    private static bool IsBool(TypeSyntax? type) => type?.ToString() is "bool" or "bool?";

    [GeneratedRegex("^_?([iI]s|[hH]as|[cC]an|[mM]ust|[wW]as)?([nN]ot|[nN]o|[dD]ont|[dD]isabled?)(?=[A-Z]|$)")]
    private static partial Regex Negative();
}
