namespace Packages.Tests.Docs;

/// <summary>A fenced block of a Markdown file.</summary>
/// <param name="Place">File and line of its first line, for messages.</param>
/// <param name="Language">The word behind the opening fence; empty without one.</param>
/// <param name="Text">The lines between the fences.</param>
internal sealed record Fence(string Place, string Language, string Text)
{
    private const string Mark = "```";

    /// <summary>All fenced blocks of a file, in order.</summary>
    public static IEnumerable<Fence> AllOf(string path)
    {
        var lines = File.ReadAllLines(path);
        for (var opening = 0; opening < lines.Length; opening++)
        {
            if (!lines[opening].StartsWith(Mark, StringComparison.Ordinal))
                continue;
            var closing = Array.IndexOf(lines, Mark, opening + 1);
            Assert.True(closing > 0, $"{path}({opening + 1}): the fence is not closed");
            yield return new Fence(
                $"{Path.GetFileName(path)}({opening + 2})",
                lines[opening][Mark.Length..].Trim(),
                string.Join('\n', lines[(opening + 1)..closing]));
            opening = closing;
        }
    }
}
