using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Membership;

/// <summary>The same promise under the group protocol of KIP-848, where the brokers rule sessions and
/// assignments.</summary>
[Trait("Category", "EndToEnd")]
public sealed class NewProtocolTests
{
    private const string Protocol = "--Kafka:Consumer:group.protocol=consumer";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(150);

    /// <summary>A session of 6 s; the brokers' default is 45.</summary>
    private static readonly string[] ShortSessions =
    [
        "auto.create.topics.enable=false",
        "group.consumer.min.session.timeout.ms=6000",
        "group.consumer.session.timeout.ms=6000",
        "group.consumer.min.heartbeat.interval.ms=500",
        "group.consumer.heartbeat.interval.ms=1000",
    ];

    [Fact]
    public async Task Kills_restarts_a_second_instance_and_a_double_change_no_figure()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var brokers = await kit.StartBrokersAsync(1, ShortSessions);
        await using var registry = await kit.StartRegistryAsync();
        var pipeline = new PipelineUnderTest(new TestCluster(brokers.BootstrapServers, registry.Url, kit));
        await using var producer = pipeline.Start(
            TestProgram.Producer, "run", "--count", "60000", "--seed", "848", "--rate", "1000", "--quiet");

        await using (var killed = StartConsumer(pipeline, "one"))
        {
            await killed.LineAsync("✔", Bound);
            await killed.KillAsync();
        }

        // Its session is not over: the broker has not let go of the name.
        await using var one = StartConsumer(pipeline, "one");
        await one.ErrorLineAsync("joining the group again", Bound);
        await one.LineAsync("✔", Bound);

        await using var two = StartConsumer(pipeline, "two");
        await two.LineAsync("✔", Bound);

        await using (var doubled = StartConsumer(pipeline, "one"))
        {
            await doubled.EndsWithAsync(1, Bound);
            Assert.Contains(doubled.Errors, line => line.StartsWith(
                "error: another process runs as one (", StringComparison.Ordinal));
        }

        Assert.False(one.HasEnded, string.Join('\n', one.Errors));
        two.Signal(ProcessSignal.Terminate);
        await two.EndsWithAsync(0, Bound);

        await producer.EndsWithAsync(0, Bound);
        await pipeline.DoAsync(
            TestProgram.AggregationConsumer, Bound,
            "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3, Protocol, "--Consumer:InstanceId=three");
        one.Signal(ProcessSignal.Terminate);
        await one.EndsWithAsync(0, Bound);
        Books.Agree(await pipeline.AveragesAsync(), await pipeline.CountBooksAsync("Item3"));
        Assert.Equal("[]", (await pipeline.CheckAveragesAsync()).GetProperty("breaks").GetRawText());

        await pipeline.DoAsync(TestProgram.AggregationConsumer, Bound, "rebuild", Protocol);
    }

    private static ProgramRun StartConsumer(PipelineUnderTest pipeline, string instance) => pipeline.Start(
        TestProgram.AggregationConsumer,
        "run", PipelineUnderTest.FailItem3, Protocol, $"--Consumer:InstanceId={instance}");
}
