using System.Text.RegularExpressions;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Words;

/// <summary>Where packages come from is the machine's business: no file names a package host.</summary>
internal sealed partial class PackageHostRule : FileRule
{
    protected override bool Concerns(TrackedFile file) => true;

    protected override IEnumerable<Breach> Check(TrackedFile file)
    {
        foreach (var (index, line) in file.Lines.Index())
        {
            if (PackageHost().Match(line) is { Success: true } host)
                yield return new(file.Path, index + 1, $"`{host.Value}` is a package host");
            if (file.Name == "package-lock.json" && line.Contains("\"resolved\"", StringComparison.Ordinal))
                yield return new(file.Path, index + 1, "a lock file names versions and hashes, no places");
        }
    }

    [GeneratedRegex(@"https?://[\w.-]*(npmjs\.org|yarnpkg\.com|api\.nuget\.org|pypi\.org|pythonhosted\.org"
        + @"|repo1?\.maven|proxy\.golang|artifactory|nexus|jfrog|pkgs\.dev\.azure|nuget\.pkg\.github)[\w./-]*")]
    private static partial Regex PackageHost();
}
