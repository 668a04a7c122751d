namespace TestKit.Repository;

/// <summary>The top folder of the working copy that these tests were built from.</summary>
public static class RepositoryRoot
{
    private const string Mark = "OrderPipeline.sln";

    /// <summary>Its full path.</summary>
    /// <exception cref="InvalidOperationException">The tests run from outside a working copy.</exception>
    public static string Path { get; } = Find();

    /// <summary>The full path of a file or folder named from the top, with <c>/</c> between the parts.</summary>
    public static string PathOf(string relative) => System.IO.Path.GetFullPath(relative, Path);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Mark)))
                return folder.FullName;
        throw new InvalidOperationException($"no {Mark} above {AppContext.BaseDirectory}, where the tests run");
    }
}
