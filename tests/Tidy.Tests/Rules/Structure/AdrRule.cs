using System.Text.RegularExpressions;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Structure;

/// <summary>Decisions are numbered without a gap and all have the same five parts, in this order.</summary>
internal sealed partial class AdrRule : IRule
{
    private static readonly string[] Parts = ["Status", "Context", "Decision", "Consequences", "When to look again"];

    public IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files)
    {
        var expected = 1;
        var decisions = files.Where(file => file.Folder == "docs/adr");
        foreach (var file in decisions.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (!FileName().IsMatch(file.Name))
                yield return new(file.Path, 0, "a decision's file is named like 0001-what-was-decided.md");
            else if (int.Parse(file.Name[..4]) != expected++)
                yield return new(file.Path, 0, $"the number {expected - 1:0000} is due");
            foreach (var breach in CheckParts(file))
                yield return breach;
        }
    }

    private static IEnumerable<Breach> CheckParts(TrackedFile file)
    {
        var from = 0;
        foreach (var part in Parts)
        {
            var at = Array.FindIndex(file.Lines, from, line => line.StartsWith($"## {part}", StringComparison.Ordinal));
            if (at < 0)
                yield return new(file.Path, 0, $"no line `## {part}` in its place ({string.Join(", ", Parts)})");
            else
                from = at + 1;
        }
    }

    [GeneratedRegex(@"^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$")]
    private static partial Regex FileName();
}
