using Tidy.Tests.Files;
using Tidy.Tests.Rules;

namespace Tidy.Tests.RuleTests;

/// <summary>Feeds a rule files that are not there.</summary>
internal static class Breaches
{
    public static List<string> Of(IRule rule, string path, string text) => Of(rule, (path, text));

    public static List<string> Of(IRule rule, params (string Path, string Text)[] files) =>
        rule.Check([.. files.Select(file => new TrackedFile(file.Path, file.Text))])
            .Select(breach => breach.ToString())
            .ToList();
}
