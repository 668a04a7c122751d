using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Sizes;

/// <summary>No file is longer than one can hold in mind.</summary>
internal sealed class FileLengthRule : FileRule
{
    protected override bool Concerns(TrackedFile file) => Limit(file) is not null;

    protected override IEnumerable<Breach> Check(TrackedFile file)
    {
        if (file.Lines.Length > Limit(file))
            yield return new(file.Path, 0, $"{file.Lines.Length} lines, {Limit(file)} at most");
    }

    private static int? Limit(TrackedFile file) => file switch
    {
        { Name: "README.md" } => 300,
        { Name: ".editorconfig" } => 150,
        { Folder: "docs/adr" } => 80,
        { Name: "Program.cs", IsTest: false } when file.Path.StartsWith("src/", StringComparison.Ordinal) => 40,
        { Name: "package-lock.json" } => null,
        { IsMarkdown: true } => null,
        { IsTest: true } => 600,
        _ => 400,
    };
}
