using Benchmarks.Clusters;
using Benchmarks.Input;

namespace Benchmarks.Running;

/// <summary>Empty topics for one run, and the group's name.</summary>
internal sealed record BenchTopics(string Orders, string State, string Group)
{
    public static async Task<BenchTopics> CreateAsync(BenchClients clients)
    {
        var orders = await clients.CreateTopicAsync("orders", OrderInput.Partitions);
        return await CreateAsync(clients, orders);
    }

    /// <summary>With orders that are there.</summary>
    public static async Task<BenchTopics> CreateAsync(BenchClients clients, string orders)
    {
        var compact = new Dictionary<string, string> { ["cleanup.policy"] = "compact" };
        var state = await clients.CreateTopicAsync("averages", OrderInput.Partitions, compact);
        await clients.CreateTopicAsync(state + ".DLQ");
        return new BenchTopics(orders, state, clients.NewName("group"));
    }
}
