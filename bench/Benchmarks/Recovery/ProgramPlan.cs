using Benchmarks.Clusters;
using Benchmarks.Running;
using TestKit.Processes;

namespace Benchmarks.Recovery;

/// <summary>Starts the consumer's program as a process of its own, on topics of the bench.</summary>
internal static class ProgramPlan
{
    public static ProgramRun Start(BenchClients clients, BenchTopics topics, string? crashAt = null)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ORDERPIPELINE_Kafka__BootstrapServers"] = clients.Cluster.BootstrapServers,
            ["ORDERPIPELINE_SchemaRegistry__Url"] = clients.Cluster.RegistryUrl,
            ["ORDERPIPELINE_Topics__Orders"] = topics.Orders,
            ["ORDERPIPELINE_Topics__Averages"] = topics.State,
            ["ORDERPIPELINE_Topics__DeadLetters"] = topics.State + ".DLQ",
            ["ORDERPIPELINE_Consumer__Group"] = topics.Group,
            ["ORDERPIPELINE_Consumer__InstanceId"] = "bench",
            ["CRASH_AT"] = crashAt,
        };
        return ProgramRun.Start(
            TestProgram.AggregationConsumer, ["run", "--quiet"], new ProgramOptions { Environment = environment });
    }
}
