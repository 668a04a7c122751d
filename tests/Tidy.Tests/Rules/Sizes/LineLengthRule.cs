using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Sizes;

/// <summary>A line of code is read without scrolling. Project files and prose are left alone.</summary>
internal sealed class LineLengthRule : FileRule
{
    private const int Limit = 120;

    protected override bool Concerns(TrackedFile file) =>
        file.IsCSharp || file.Path is "dev" or ".ci/run"
        || file.Path.EndsWith(".sh", StringComparison.Ordinal) || file.Path.EndsWith(".js", StringComparison.Ordinal);

    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from line in file.Lines.Index()
        where line.Item.Length > Limit
        select new Breach(file.Path, line.Index + 1, $"{line.Item.Length} columns, {Limit} at most");
}
