using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;
using Xunit.Sdk;

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
        await consumer.ErrorLineAsync($"reached {brokers.BootstrapServers} again", RunBound);

        await producer.EndsWithAsync(0, RunBound);
        await using var second = pipeline.Start(
            TestProgram.AggregationConsumer, "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3);
        try
        {
            await second.EndsWithAsync(0, RunBound);
            Assert.False(consumer.HasEnded, "the first consumer has ended by itself");
            consumer.Signal(ProcessSignal.Terminate);
            await consumer.EndsWithAsync(0, RunBound);
            await CheckAsync(pipeline);
        }
        catch (XunitException failure)
        {
            throw new XunitException(
                $"{failure.Message}\n{Said("first", consumer)}\n{Said("second", second)}", failure);
        }
    }

    private static async Task CheckAsync(PipelineUnderTest pipeline)
    {
        var averages = await pipeline.AveragesAsync();
        var counted = await pipeline.CountBooksAsync("Item3");
        try
        {
            Books.Agree(averages, counted);
        }
        catch (XunitException failure)
        {
            throw new XunitException(
                $"{failure.Message}\nbooks: {averages.GetProperty("ledger")}\n"
                + $"counted: {counted.GetProperty("partitions")}", failure);
        }

        Assert.Equal("[]", (await pipeline.CheckAveragesAsync()).GetProperty("breaks").GetRawText());
    }

    private static string Said(string which, ProgramRun consumer) =>
        $"the {which} consumer:\n{string.Join('\n', consumer.Errors.Concat(consumer.Output.TakeLast(3)))}";
}
