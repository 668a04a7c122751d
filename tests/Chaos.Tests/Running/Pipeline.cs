using System.Text.Json;
using System.Text.Json.Nodes;
using Chaos.Tests.Instances;
using TestKit.Clusters;
using TestKit.Node;
using TestKit.Processes;

namespace Chaos.Tests.Running;

/// <summary>The programs over topics of one test's own.</summary>
internal sealed class Pipeline(TestCluster cluster)
{
    /// <summary>The product whose orders are dead letters.</summary>
    public const string Failing = "Item7";

    private const string Products = "Item1,Item2,Item3,Item4,Item5,Item6,Item7,Item8,Item9,Item10,Item11,Item12";
    private static readonly TimeSpan CommandBound = TimeSpan.FromSeconds(60);

    public TestCluster Cluster => cluster;

    public TestTopics Topics { get; } = new();

    /// <summary>A producer with seeded orders, which waits for brokers rather than give an order up.</summary>
    public ProgramRun StartProducer(int count, int rate, int seed, params string[] more) => Start(
        TestProgram.Producer,
        new ProgramOptions(),
        [
            "run", "--count", $"{count}", "--rate", $"{rate}", "--seed", $"{seed}", "--products", Products, "--json",
            "--Producer:AttemptTimeout=00:02:00", .. more,
        ]);

    /// <summary>Makes the topics and registers the schemas.</summary>
    public Task SetUpAsync(params string[] more) => DoAsync(TestProgram.Producer, ["setup", .. more]);

    /// <summary>A supervised consumer in which every order of one product fails, and some others do at first.</summary>
    public Instance StartInstance(string id, params string[] more) => StartInstance(id, _ => null, more);

    /// <summary>The same, with a point at which its process is to die or to stand still, for each start.</summary>
    public Instance StartInstance(string id, Func<int, (string Name, string Point)?> point, params string[] more) =>
        new(id, starts => Start(
            TestProgram.AggregationConsumer, At(point(starts)), [.. ConsumerArguments(id), .. more]));

    /// <summary>The same without a supervisor.</summary>
    public ProgramRun StartConsumer(string id, params string[] more) =>
        Start(TestProgram.AggregationConsumer, new ProgramOptions(), [.. ConsumerArguments(id), .. more]);

    /// <summary>The same within a line for the shell, which is told the command.</summary>
    public ProgramRun StartConsumerBehind(string id, Func<string, string> line)
    {
        string[] arguments =
            [.. ConsumerArguments(id), .. cluster.Arguments, .. Topics.Arguments];
        var command = string.Join(' ', arguments.Select(argument => $"'{argument}'"));
        return ProgramRun.StartShell(
            line($"dotnet '{TestProgram.AggregationConsumer.AssemblyPath}' {command}"), new ProgramOptions());
    }

    /// <summary>Starts a program with its settings for this test; later arguments win over these.</summary>
    public ProgramRun Start(TestProgram program, ProgramOptions options, params string[] arguments) =>
        ProgramRun.Start(
            program, [.. arguments[..1], .. cluster.Arguments, .. Topics.Arguments, .. arguments[1..]], options);

    /// <summary>Runs a program to its end, which must be exit code 0, and gives its standard output.</summary>
    public async Task<string> DoAsync(TestProgram program, params string[] arguments)
    {
        await using var run = Start(program, new ProgramOptions(), arguments);
        await run.EndsWithAsync(0, CommandBound);
        return string.Join('\n', run.Output);
    }

    public async Task<JsonElement> AveragesAsync() =>
        JsonElement.Parse(await DoAsync(TestProgram.AggregationConsumer, "averages", "--json"));

    /// <summary>What kafkajs and avsc count in the topics.</summary>
    /// <param name="within">How long they may take.</param>
    /// <param name="hasHistory">Whether they read the state's topic, too.</param>
    public Task<JsonElement> CountElsewhereAsync(TimeSpan within, bool hasHistory = true) => NodeScript.RunAsync(
        "oracle.js",
        new JsonObject
        {
            ["bootstrap"] = cluster.BootstrapServers,
            ["registry"] = cluster.RegistryUrl,
            ["orders"] = Topics.Orders,
            ["deadLetters"] = Topics.DeadLetters,
            ["averages"] = hasHistory ? Topics.Averages : null,
            ["failing"] = new JsonArray(JsonValue.Create(Failing)),
        },
        within);

    private static string[] ConsumerArguments(string id) =>
    [
        "run", $"--Consumer:InstanceId={id}", $"--Faults:FailProduct={Failing}", "--Faults:TransientRate=0.02",
        "--Consumer:RetryBackoffBase=00:00:00.01", "--Kafka:StartupTimeout=00:02:00",
    ];

    private static ProgramOptions At((string Name, string Point)? point) => point is { } set
        ? new ProgramOptions { Environment = new Dictionary<string, string?> { [set.Name] = set.Point } }
        : new ProgramOptions();
}
