using System.Text.RegularExpressions;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Tests;

/// <summary>A test that a page names is there: <c>`CommitTests.A_sentence`</c>, or <c>`CommitTests`</c> for the class.
/// </summary>
internal sealed partial class NamedTestRule : IRule
{
    public IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files)
    {
        var tests = files.Where(file => file.IsTest && file.IsCSharp).ToList();
        var classes = tests.Select(file => file.Name[..^".cs".Length]).ToHashSet();
        var methods = new Lazy<HashSet<string>>(() => tests
            .SelectMany(file => TestMethods.In(file).Select(method => $"{file.Name[..^3]}.{method.Identifier.Text}"))
            .ToHashSet());
        foreach (var page in files.Where(file => file.IsMarkdown))
        {
            foreach (var (index, line) in page.Lines.Index())
            {
                foreach (Match match in TestName().Matches(line))
                {
                    var (type, method) = (match.Groups[1].Value, match.Groups[2].Value);
                    var isThere = method.Length == 0
                        ? classes.Contains(type)
                        : methods.Value.Contains($"{type}.{method}");
                    if (!isThere) yield return new(page.Path, index + 1, $"there is no test {match.Value.Trim('`')}");
                }
            }
        }
    }

    [GeneratedRegex(@"`(?:[A-Za-z]+/)*([A-Z][A-Za-z0-9]*Tests)(?:\.([A-Z][a-z]*_[A-Za-z0-9_]+))?`")]
    private static partial Regex TestName();
}
