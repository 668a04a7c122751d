using TestKit.Processes;

namespace TestKit.Clusters;

/// <summary>A temporary folder in which a script of the kit runs something, and the end of both.</summary>
internal sealed class KitFolder : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly string _script;
    private readonly IDisposable _guarded;

    public KitFolder(string script, string prefix)
    {
        _script = script;
        Path = Directory.CreateTempSubdirectory(prefix).FullName;
        _guarded = ProcessGuard.Keep($"'{script}' kill '{Path}'; rm -rf '{Path}'");
    }

    public string Path { get; }

    public Task<CommandResult> TryAsync(TimeSpan within, string word, params string[] arguments) =>
        Command.RunAsync(_script, [word, Path, .. arguments], within);

    public Task<string> DoAsync(string word, params string[] arguments) =>
        Command.OutputOfAsync(_script, [word, Path, .. arguments], Bound);

    public async ValueTask DisposeAsync()
    {
        // What was never started or is dead already is as it should be.
        await TryAsync(Bound, "kill");
        Directory.Delete(Path, recursive: true);
        _guarded.Dispose();
    }
}
