using System.Diagnostics;
using System.Security.Cryptography;
using TestKit.Clusters;
using TestKit.Processes;
using TestKit.Repository;

namespace TestKit.Node;

/// <summary>Installs what a lock file names, once, beside the build's output.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan InstallBound = TimeSpan.FromMinutes(5);
    private static readonly string[] Files = ["package.json", "package-lock.json", ".npmrc"];

    public static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <summary>The folder with the packages of the lock file in this folder.</summary>
    public static async Task<string> InstallAsync(string folder)
    {
        var lockFile = await File.ReadAllBytesAsync(RepositoryRoot.PathOf($"{folder}/package-lock.json"));
        var version = Convert.ToHexStringLower(SHA256.HashData(lockFile))[..16];
        var target = Directory.CreateDirectory(RepositoryRoot.PathOf($"artifacts/node/{version}")).FullName;
        var packages = Path.Combine(target, "node_modules");
        var ready = Path.Combine(target, "ready");
        await using var owned = await LockAsync(Path.Combine(target, "lock"));
        if (File.Exists(ready))
            return packages;
        foreach (var file in Files)
            File.Copy(RepositoryRoot.PathOf($"{folder}/{file}"), Path.Combine(target, file), overwrite: true);
        string[] arguments = ["ci", "--prefix", target, "--ignore-scripts", "--no-audit", "--no-fund"];
        var result = await Command.RunAsync(Npm, arguments, InstallBound);
        if (result.ExitCode != 0)
            RealBroker.Missing($"npm could not install the packages of {folder}: {result.Errors.Trim()}");
        await File.WriteAllTextAsync(ready, "");
        return packages;
    }

    // Several test assemblies may want the packages at once: the first installs them, the others wait.
    private static async Task<FileStream> LockAsync(string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < InstallBound)
            {
                await timer.WaitForNextTickAsync();
            }
        }
    }
}
