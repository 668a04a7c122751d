using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Faults;

[Trait("Category", "EndToEnd")]
public sealed class BrokerRestartTests
{
    private static readonly TimeSpan RunBound = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task A_broker_that_is_killed_and_started_again_costs_no_order_and_counts_none_twice()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var brokers = await kit.StartBrokersAsync();
        await using var registry = await kit.StartRegistryAsync();
        var pipeline = new PipelineUnderTest(new TestCluster(brokers.BootstrapServers, registry.Url, kit));
        await using var producer = pipeline.Start(
            TestProgram.Producer, "run", "--count", "20000", "--seed", "17", "--rate", "1000", "--quiet");
        await using var consumer = pipeline.Start(
            TestProgram.AggregationConsumer, "run", PipelineUnderTest.FailItem3);
        await consumer.LineAsync("✔", RunBound);

        await brokers.KillAsync();
        await consumer.ErrorLineAsync("cannot reach", RunBound);
        await brokers.RestartAsync();

        await producer.EndsWithAsync(0, RunBound);
        await pipeline.DoAsync(
            TestProgram.AggregationConsumer, RunBound, "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3);
        Assert.False(consumer.HasEnded, string.Join('\n', consumer.Errors));
        consumer.Signal(ProcessSignal.Terminate);
        await consumer.EndsWithAsync(0, RunBound);
        var averages = await pipeline.AveragesAsync();
        var counted = await pipeline.CountBooksAsync("Item3");
        Books.Agree(averages, counted);
        Assert.Equal("[]", (await pipeline.CheckAveragesAsync()).GetProperty("breaks").GetRawText());
    }
}
