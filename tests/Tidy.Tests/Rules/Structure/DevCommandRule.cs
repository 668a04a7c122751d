using System.Text.RegularExpressions;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Structure;

/// <summary>Every word of <c>./dev</c> stands in CONTRIBUTING.md, where its raw command is.</summary>
internal sealed partial class DevCommandRule : IRule
{
    public IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files)
    {
        var script = files.FirstOrDefault(file => file.Path == "dev");
        var guide = files.FirstOrDefault(file => file.Path == "CONTRIBUTING.md");
        if (script is null || guide is null)
            yield break;
        foreach (var (index, line) in script.Lines.Index())
        {
            var word = Word().Match(line);
            var command = $"`./dev {word.Groups[1].Value}";
            if (word.Success && !guide.Text.Contains(command, StringComparison.Ordinal))
                yield return new(script.Path, index + 1, $"CONTRIBUTING.md does not name {command}`");
        }
    }

    [GeneratedRegex(@"^  ([a-z0-9]+)\)")]
    private static partial Regex Word();
}
