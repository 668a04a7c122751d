using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Words;

/// <summary>A file's first screen says why it exists; the licence stands in LICENSE.</summary>
internal sealed class LicenceHeaderRule : CSharpRule
{
    private static readonly string[] Words = ["Copyright", "License", "Licence", "Licensed"];

    protected override IEnumerable<Breach> Check(TrackedFile file)
    {
        var first = file.Lines.FirstOrDefault(line => line.Length > 0) ?? "";
        if (first.StartsWith("//", StringComparison.Ordinal) && Words.Any(word => first.Contains(word)))
            yield return new(file.Path, 1, "a licence header");
    }
}
