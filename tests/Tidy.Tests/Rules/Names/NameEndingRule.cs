using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Names;

/// <summary>No type, file or folder has a name that says nothing about what it does.</summary>
internal sealed class NameEndingRule : IRule
{
    private static readonly string[] Endings =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Impl", "Common", "Wrapper"];

    public IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files)
    {
        foreach (var file in files)
        {
            foreach (var part in file.Path.Split('/').Select(part => part.Split('.')[0]).Where(IsEmptyWord))
                yield return new(file.Path, 0, $"the name {part} says nothing");
            if (!file.IsCSharp)
                continue;
            foreach (var type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
                if (IsEmptyWord(type.Identifier.Text))
                    yield return file.Breaks(type, $"the name {type.Identifier.Text} says nothing");
        }
    }

    private static bool IsEmptyWord(string name) =>
        Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)
            || name.Equals(ending, StringComparison.OrdinalIgnoreCase));
}
