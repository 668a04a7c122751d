using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Words;

/// <summary>Code that does not run is deleted; git remembers it.</summary>
internal sealed class CommentedCodeRule : CSharpRule
{
    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from trivia in file.Root.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
        let text = trivia.ToString().TrimStart('/').Trim()
        where IsCode(text)
        let line = trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1
        select new Breach(file.Path, line, $"code in a comment: {text}");

    private static bool IsCode(string text)
    {
        if (text.Length < 4 || !(text[^1] == ';' || text.EndsWith('{')))
            return false;
        var statement = SyntaxFactory.ParseStatement(text[^1] == ';' ? text : text + "}");
        return !statement.ContainsDiagnostics && statement.FullSpan.Length >= text.Length;
    }
}
