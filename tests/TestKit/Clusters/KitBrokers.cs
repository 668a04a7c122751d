using TestKit.Processes;

namespace TestKit.Clusters;

/// <summary>Real brokers that belong to one test or fixture: killed and deleted at dispose.</summary>
public sealed class KitBrokers : IAsyncDisposable
{
    private readonly KitFolder _folder;

    internal KitBrokers(KafkaKit kit) => _folder = new KitFolder(kit.KafkaScript, "orderpipeline-kafka-");

    public string BootstrapServers { get; internal set; } = "";

    internal string Folder => _folder.Path;

    /// <summary>What a node (from 1) has logged since it was started last; gone once this is disposed.</summary>
    public string LogOf(int node) => Path.Combine(Folder, $"node-{node}", "server.log");

    /// <summary>Stops a node (from 1) cleanly; all where none is named.</summary>
    public Task StopAsync(int? node = null) => _folder.DoAsync("stop", Named(node));

    /// <summary><c>kill -9</c>; what a node had is kept for <see cref="RestartAsync"/>.</summary>
    public Task KillAsync(int? node = null) => _folder.DoAsync("kill", Named(node));

    /// <summary>Stops a node in its tracks: connections stand, nothing is answered.</summary>
    public Task PauseAsync(int node = 1) => _folder.DoAsync("pause", Named(node));

    public Task ResumeAsync(int node = 1) => _folder.DoAsync("resume", Named(node));

    /// <summary>From now on no file of the node grows, as on a full disk, until it is started again.</summary>
    public Task FillDiskAsync(int node = 1) =>
        Command.OutputOfAsync("prlimit", ["--pid", PidOf(node), "--fsize=1024"], TimeSpan.FromSeconds(10));

    /// <summary>Whether a node's process runs; it may have ended by itself.</summary>
    public bool IsAlive(int node = 1)
    {
        var status = $"/proc/{PidOf(node)}/stat";
        // One that has ended and that nobody waits for stays listed.
        return File.Exists(status) && !File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal);
    }

    /// <summary>Starts a node, or all, again on the data they have; ends once they serve.</summary>
    public Task RestartAsync(int? node = null) => _folder.DoAsync("restart", Named(node));

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private string PidOf(int node) => File.ReadAllText(Path.Combine(Folder, $"node-{node}", "pid")).Trim();

    private static string[] Named(int? node) => node is null ? [] : [$"{node}"];
}
