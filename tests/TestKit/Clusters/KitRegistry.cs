using TestKit.Processes;

namespace TestKit.Clusters;

/// <summary>
/// A real schema registry that belongs to one test or fixture. It forgets everything when it stops.
/// </summary>
public sealed class KitRegistry : IAsyncDisposable
{
    private readonly KitFolder _folder;
    private readonly int _port;

    internal KitRegistry(KafkaKit kit, int port)
    {
        _port = port;
        _folder = new KitFolder(kit.RegistryScript, "orderpipeline-registry-");
    }

    /// <summary>The address of its Confluent-compatible interface.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Starts it again, empty, at the same address.</summary>
    public Task StartAsync() => _folder.DoAsync("start", "--port", $"{_port}");

    public Task KillAsync() => _folder.DoAsync("kill");

    /// <summary>Stops it in its tracks: connections stand, nothing is answered.</summary>
    public Task PauseAsync() => _folder.DoAsync("pause");

    public Task ResumeAsync() => _folder.DoAsync("resume");

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    internal async Task<CommandResult> TryStartAsync(TimeSpan within)
    {
        var result = await _folder.TryAsync(within, "start", "--port", $"{_port}");
        Url = result.Output.Trim();
        return result;
    }
}
