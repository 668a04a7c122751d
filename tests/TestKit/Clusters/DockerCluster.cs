using System.ComponentModel;
using TestKit.Processes;
using TestKit.Repository;
using Xunit.Sdk;

namespace TestKit.Clusters;

/// <summary>What docker-compose.yml describes, on ports of its own: a real Kafka and a real registry.</summary>
/// <remarks>Only where Docker answers at once and the images are on this machine already: nothing is pulled, and every
/// step is bounded.</remarks>
internal sealed class DockerCluster : IAsyncDisposable
{
    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(60);

    private readonly string _project = $"orderpipeline-{Guid.NewGuid():N}"[..22];
    private readonly int _port = FreePorts.Take(2);
    private readonly IDisposable _guarded;

    private DockerCluster() => _guarded = ProcessGuard.Keep(
        $"docker {string.Join(' ', Down.Select(word => $"'{word}'"))}");

    public string BootstrapServers => $"localhost:{_port}";

    public string RegistryUrl => $"http://localhost:{_port + 1}";

    private string[] Compose => ["compose", "-p", _project, "-f", $"{RepositoryRoot.PathOf("docker-compose.yml")}"];

    private Dictionary<string, string> Ports =>
        new() { ["KAFKA_PORT"] = $"{_port}", ["REGISTRY_PORT"] = $"{_port + 1}" };

    private string[] Down => [.. Compose, "down", "--volumes", "--timeout", "5"];

    /// <summary>Null where there is no Docker, where it does not answer, or where it lacks the images.</summary>
    public static async Task<DockerCluster?> TryStartAsync()
    {
        if (!await SucceedsAsync(["info"], AnswerBound))
            return null;
        var cluster = new DockerCluster();
        string[] up = [.. cluster.Compose, "up", "--detach", "--wait", "--wait-timeout", "100", "--pull", "never"];
        if (await SucceedsAsync(up, StartBound, cluster.Ports))
            return cluster;
        await cluster.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await SucceedsAsync(Down, EndBound);
        _guarded.Dispose();
    }

    private static async Task<bool> SucceedsAsync(
        string[] arguments, TimeSpan within, Dictionary<string, string>? environment = null)
    {
        try
        {
            return (await Command.RunAsync("docker", arguments, within, environment)).ExitCode == 0;
        }
        catch (Exception failure) when (failure is Win32Exception or XunitException)
        {
            // No such program, or no answer within the bound: as good as no Docker.
            return false;
        }
    }
}
