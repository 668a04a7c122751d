using Tidy.Tests.Files;

namespace Tidy.Tests.Rules;

/// <summary>A rule that looks at one file at a time.</summary>
internal abstract class FileRule : IRule
{
    public IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files) => files.Where(Concerns).SelectMany(Check);

    protected abstract bool Concerns(TrackedFile file);

    protected abstract IEnumerable<Breach> Check(TrackedFile file);
}
