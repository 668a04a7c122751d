using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Sizes;

/// <summary>A folder's files are seen at a glance.</summary>
internal sealed class FolderSizeRule : IRule
{
    private const int Limit = 20;

    public IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files) =>
        from folder in files.GroupBy(file => file.Folder)
        where folder.Count() > Limit
        select new Breach(folder.Key, 0, $"{folder.Count()} files, {Limit} at most");
}
