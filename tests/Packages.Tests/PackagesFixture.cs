using TestKit.Processes;
using TestKit.Repository;

namespace Packages.Tests;

/// <summary>Both packages, and programs outside the repository that have nothing else of it.</summary>
public sealed class PackagesFixture : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages-");

    public string Packages => Path.Combine(_folder.FullName, "packages");

    /// <summary>The package cache of the programs, empty before the first restore.</summary>
    public string Cache => Path.Combine(_folder.FullName, "cache");

    /// <summary>The files of the program in <c>Outside</c>.</summary>
    public static Dictionary<string, string> Outside =>
        Directory.EnumerateFiles(RepositoryRoot.PathOf("tests/Packages.Tests/Outside"))
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    public async ValueTask InitializeAsync()
    {
        foreach (var project in new[] { "Avro", "SchemaRegistry" })
        {
            await Command.OutputOfAsync(
                "dotnet",
                ["pack", RepositoryRoot.PathOf($"src/{project}"), "--no-build", "-c", TestProgram.Configuration,
                    "-o", Packages, "--nologo"],
                Bound);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Publishes a program of these files, in the project of <c>Outside</c>; gives what to run.</summary>
    public async Task<string> PublishAsync(
        string name, IReadOnlyDictionary<string, string> files, params string[] options)
    {
        var folder = _folder.CreateSubdirectory(name);
        foreach (var (file, text) in files.Append(new("Outside.csproj", Outside["Outside.csproj"])))
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), text);
        var to = Path.Combine(_folder.FullName, name + "-published");
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Cache };
        var result = await Command.RunAsync(
            "dotnet",
            ["publish", folder.FullName, "-c", "Release", "-o", to, "--nologo",
                $"-p:LocalProps={RepositoryRoot.PathOf(".native/local.props")}", .. options],
            Bound,
            environment);
        // The compiler and the trimmer tell what is wrong on the standard output.
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        return Path.Combine(to, OperatingSystem.IsWindows() ? "Outside.exe" : "Outside");
    }
}
