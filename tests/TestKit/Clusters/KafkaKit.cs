using TestKit.Processes;

namespace TestKit.Clusters;

/// <summary>A folder with a real Kafka and a real registry that tests may start, kill and pause.</summary>
/// <remarks>Named by <c>KAFKA_TEST_KIT</c>; its scripts <c>kafka/kafka</c> and <c>registry/registry</c> say
/// what they can do.</remarks>
public sealed class KafkaKit
{
    private const int StartTries = 3;
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ToolBound = TimeSpan.FromSeconds(60);

    private KafkaKit(string folder) => Folder = folder;

    public string Folder { get; }

    internal string KafkaScript => Path.Combine(Folder, "kafka", "kafka");

    internal string RegistryScript => Path.Combine(Folder, "registry", "registry");

    /// <summary>The kit, or null where the environment names none.</summary>
    public static KafkaKit? Find()
    {
        var folder = Environment.GetEnvironmentVariable("KAFKA_TEST_KIT");
        return string.IsNullOrEmpty(folder) ? null : new KafkaKit(Path.GetFullPath(folder));
    }

    /// <summary>
    /// Starts brokers of the caller's own, each also a controller. Settings are lines of server.properties.
    /// </summary>
    public async Task<KitBrokers> StartBrokersAsync(int nodes = 1, params string[] settings)
    {
        for (var tries = 1; ; tries++)
        {
            var brokers = new KitBrokers(this);
            var port = FreePorts.Take(2 * nodes);
            var arguments = new List<string> { "start", brokers.Folder, "--port", $"{port}", "--nodes", $"{nodes}" };
            arguments.AddRange(settings.SelectMany(line => new[] { "--set", line }));
            var result = await Command.RunAsync(KafkaScript, arguments, StartBound);
            if (result.ExitCode == 0)
            {
                brokers.BootstrapServers = result.Output.Trim();
                return brokers;
            }

            await brokers.DisposeAsync();
            if (tries == StartTries)
                throw new InvalidOperationException($"the kit's Kafka did not start: {result.Errors.Trim()}");
        }
    }

    /// <summary>Starts an empty registry of the caller's own, in memory.</summary>
    public async Task<KitRegistry> StartRegistryAsync()
    {
        for (var tries = 1; ; tries++)
        {
            var registry = new KitRegistry(this, FreePorts.Take(1));
            var result = await registry.TryStartAsync(StartBound);
            if (result.ExitCode == 0)
                return registry;
            await registry.DisposeAsync();
            if (tries == StartTries)
                throw new InvalidOperationException($"the kit's registry did not start: {result.Errors.Trim()}");
        }
    }

    /// <summary>
    /// Runs one of Kafka's own tools (<c>topics</c>, <c>groups</c>, <c>transactions</c> …) and gives its
    /// output.
    /// </summary>
    public Task<string> ToolAsync(params string[] arguments) =>
        Command.OutputOfAsync(KafkaScript, arguments, ToolBound);
}
