using TestKit.Processes;
using TestKit.Repository;

namespace Tidy.Tests.Files;

/// <summary>The files of this repository: what git tracks, and what it would track if added now.</summary>
internal static class WorkingCopy
{
    private static readonly Lazy<Task<IReadOnlyList<TrackedFile>?>> AllFiles = new(ReadAsync);

    /// <summary>All text files; skips the test where the sources are no git working copy.</summary>
    public static async Task<IReadOnlyList<TrackedFile>> FilesAsync()
    {
        var files = await AllFiles.Value;
        Assert.SkipWhen(files is null, "these sources are no git working copy, or there is no git");
        return files!;
    }

    private static async Task<IReadOnlyList<TrackedFile>?> ReadAsync()
    {
        if (!Path.Exists(RepositoryRoot.PathOf(".git")) || !await Command.ExistsAsync("git"))
            return null;
        string[] list = ["-C", RepositoryRoot.Path, "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        var paths = await Command.OutputOfAsync("git", list, TimeSpan.FromSeconds(30));
        return paths.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Distinct()
            .Where(path => File.Exists(RepositoryRoot.PathOf(path)))
            .Select(path => new TrackedFile(path, File.ReadAllText(RepositoryRoot.PathOf(path))))
            .ToList();
    }
}
