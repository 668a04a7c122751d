using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tidy.Tests.Files;

/// <summary>One file of the repository: its path from the top, with <c>/</c>, and its text.</summary>
internal sealed class TrackedFile(string path, string text)
{
    private static readonly CSharpParseOptions Newest = new(LanguageVersion.Preview, DocumentationMode.None);

    private readonly Lazy<SyntaxNode> _root = new(() => CSharpSyntaxTree.ParseText(text, Newest, path).GetRoot());

    public string Path { get; } = path;

    public string Text { get; } = text;

    public string[] Lines { get; } = SplitLines(text);

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Folder => Path.Contains('/') ? Path[..Path.LastIndexOf('/')] : ".";

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsMarkdown => Path.EndsWith(".md", StringComparison.Ordinal);

    public bool IsTest => IsUnder("tests");

    /// <summary>The syntax tree's root; only for C#.</summary>
    public SyntaxNode Root => _root.Value;

    public Breach Breaks(SyntaxNode node, string what) => new(Path, LineOf(node), what);

    /// <summary>Whether it lies in this folder or below.</summary>
    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string[] SplitLines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
