using System.Text.Json;
using System.Text.Json.Nodes;
using TestKit.Clusters;
using TestKit.Processes;
using TestKit.Repository;
using Xunit.Sdk;

namespace TestKit.Node;

/// <summary>Runs the JavaScript that speaks for other implementations of Kafka and Avro.</summary>
/// <remarks>
/// The scripts lie in <c>tests/EndToEnd.Tests/Node</c>, take one JSON argument and print one JSON line. Their
/// packages are
/// installed once, as the lock file says. Without Node a test is skipped, or fails where nothing may be skipped.
/// </remarks>
public static class NodeScript
{
    private const string ScriptFolder = "tests/EndToEnd.Tests/Node";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly Lazy<Task<string>> Packages = new(() => NodePackages.InstallAsync(ScriptFolder));

    /// <summary>What the script prints for this request. Past the bound it is ended and the test fails.</summary>
    public static async Task<JsonElement> RunAsync(string script, JsonObject request, TimeSpan within)
    {
        var packages = await PackagesAsync();
        request["withinMs"] = (long)within.TotalMilliseconds;
        var environment = new Dictionary<string, string> { ["NODE_PATH"] = packages };
        var path = RepositoryRoot.PathOf($"{ScriptFolder}/{script}");
        var result = await Command.RunAsync("node", [path, request.ToJsonString()], within + Grace, environment);
        if (result.ExitCode != 0)
            throw new XunitException($"{script} failed: {result.Errors.Trim()}");
        return JsonElement.Parse(result.Output);
    }

    /// <summary>The folder with the packages, for NODE_PATH; without Node the test is skipped or fails.</summary>
    public static async Task<string> PackagesAsync()
    {
        if (!await Command.ExistsAsync("node") || !await Command.ExistsAsync(NodePackages.Npm))
            RealBroker.Missing("there is no Node.js with npm to run another implementation");
        return await Packages.Value;
    }
}
