using System.Text.Json;
using System.Text.Json.Nodes;
using TestKit.Clusters;
using TestKit.Node;
using TestKit.Processes;

namespace EndToEnd.Tests.Pipeline;

/// <summary>The three programs over topics of one test's own, and another implementation that reads them.</summary>
internal sealed class PipelineUnderTest(TestCluster cluster)
{
    public const string FailItem3 = "--Faults:FailProduct=Item3";
    private static readonly TimeSpan ReadBound = TimeSpan.FromSeconds(120);

    public TestCluster Cluster => cluster;

    public TestTopics Topics { get; } = new();

    /// <summary>Over topics that are there or that the programs make: the usual case.</summary>
    public static PipelineUnderTest On(TestCluster cluster)
    {
        var pipeline = new PipelineUnderTest(cluster);
        cluster.Prepare(pipeline.Topics);
        return pipeline;
    }

    /// <summary>Starts a program with its settings for this test; later arguments win over these.</summary>
    public ProgramRun Start(TestProgram program, params string[] arguments) =>
        Start(program, new ProgramOptions(), arguments);

    public ProgramRun Start(TestProgram program, ProgramOptions options, params string[] arguments) =>
        ProgramRun.Start(
            program, [.. arguments[..1], .. cluster.Arguments, .. Topics.Arguments, .. arguments[1..]], options);

    /// <summary>Runs a program to its end, which must be exit code 0, and gives its standard output.</summary>
    public async Task<string> DoAsync(TestProgram program, TimeSpan within, params string[] arguments)
    {
        await using var run = Start(program, arguments);
        await run.EndsWithAsync(0, within);
        return string.Join('\n', run.Output);
    }

    public Task ProduceAsync(int count, params string[] more) =>
        DoAsync(TestProgram.Producer, ReadBound, ["run", "--count", $"{count}", "--quiet", .. more]);

    public async Task<JsonElement> AveragesAsync() =>
        JsonElement.Parse(await DoAsync(TestProgram.AggregationConsumer, ReadBound, "averages", "--json"));

    public async Task<JsonElement> DeadLetterSummaryAsync() =>
        JsonElement.Parse(await DoAsync(TestProgram.DlqMonitor, ReadBound, "summary", "--json"));

    /// <summary>Every dead letter, as <c>dlq-monitor list --json</c> prints it.</summary>
    public async Task<IReadOnlyList<JsonElement>> DeadLettersAsync()
    {
        var lines = await DoAsync(TestProgram.DlqMonitor, ReadBound, "list", "--json");
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)).ToList();
    }

    /// <summary>What kafkajs and avsc find in orders and dead letters, where these products always fail.</summary>
    public Task<JsonElement> CountBooksAsync(params string[] failing) => ReadElsewhereAsync(
        "count-books.js",
        ("orders", Topics.Orders),
        ("deadLetters", Topics.DeadLetters),
        ("failing", new JsonArray([.. failing.Select(product => JsonValue.Create(product))])));

    /// <summary>What another implementation says about the history of the averages.</summary>
    public Task<JsonElement> CheckAveragesAsync() =>
        ReadElsewhereAsync("check-averages.js", ("averages", Topics.Averages));

    public Task<JsonElement> ReadElsewhereAsync(string script, params (string Name, JsonNode? Value)[] more)
    {
        var request = new JsonObject { ["bootstrap"] = cluster.BootstrapServers, ["registry"] = cluster.RegistryUrl };
        foreach (var (name, value) in more)
            request[name] = value;
        return NodeScript.RunAsync(script, request, ReadBound);
    }
}
