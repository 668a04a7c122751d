using System.Globalization;
using OrderPipeline.LocalCluster.Screen.Layout;

namespace OrderPipeline.LocalCluster.Screen;

/// <summary>What to type in the other terminals, and what such a cluster is not for.</summary>
internal sealed class Guide
{
    public const int DefaultKafkaPort = 9092;
    public const int DefaultRegistryPort = 8081;

    public const string Tip = "add -- --Faults:FailProduct=Item3 to the consumer to see dead letters";

    public const string Limits =
        "Not for production, not for load tests, not for crash tests: use docker compose for those. Records are in "
        + "memory and gone at the end; beyond 5 MB a partition the oldest go first. Transactions are neither isolated "
        + "nor fenced, and their group offsets are not stored. All of it is one process on this machine.";

    public const string LimitsInShort = "Not for production, load or crash tests: use docker compose for those.";

    private const int PlainWidth = 100;

    private static readonly string[] Programs =
    [
        "dotnet run --project src/AggregationConsumer",
        "dotnet run --project src/DlqMonitor",
        "dotnet run --project src/Producer -- --count 100",
    ];

    /// <summary>The programs find the default ports by themselves; for others, each terminal needs two variables.
    /// </summary>
    public Guide(string bootstrapServers, string registryUrl)
    {
        (BootstrapServers, RegistryUrl) = (bootstrapServers, registryUrl);
        Commands = EndsIn(bootstrapServers, DefaultKafkaPort) && EndsIn(registryUrl, DefaultRegistryPort)
            ? Programs
            :
            [
                Set("ORDERPIPELINE_Kafka__BootstrapServers", bootstrapServers),
                Set("ORDERPIPELINE_SchemaRegistry__Url", registryUrl),
                .. Programs,
            ];
    }

    public string BootstrapServers { get; }

    public string RegistryUrl { get; }

    /// <summary>Each is one line to type.</summary>
    public IReadOnlyList<string> Commands { get; }

    /// <summary>The start block, for where there is no screen.</summary>
    public IEnumerable<string> Lines() =>
    [
        "OrderPipeline local cluster",
        $"  Kafka     {BootstrapServers}",
        $"  Registry  {RegistryUrl}",
        "In three other terminals:",
        .. Commands.Select(command => "  " + command),
        $"  ({Tip})",
        .. ScreenText.Wrap(Limits, PlainWidth),
        "Ctrl+C ends it.",
    ];

    private static bool EndsIn(string address, int port) =>
        address.TrimEnd('/').EndsWith(
            string.Create(CultureInfo.InvariantCulture, $":{port}"), StringComparison.Ordinal);

    private static string Set(string variable, string value) => OperatingSystem.IsWindows()
        ? $"$env:{variable}=\"{value}\""
        : $"export {variable}={value}";
}
