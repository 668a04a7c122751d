using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.BadInput;

[Trait("Category", "EndToEnd")]
public sealed class BadServersTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly string[] Short = ["--Kafka:StartupTimeout=00:00:03"];

    public static TheoryData<string, string> FirstCommands => new()
    {
        { "Producer", "run" },
        { "Producer", "setup" },
        { "AggregationConsumer", "run" },
        { "AggregationConsumer", "averages" },
        { "DlqMonitor", "watch" },
        { "DlqMonitor", "summary" },
    };

    [Theory]
    [MemberData(nameof(FirstCommands))]
    public async Task Without_a_broker_a_program_names_the_address_and_ends_with_3(string program, string command)
    {
        var address = $"127.0.0.1:{FreePorts.Take(1)}";
        await using var run = ProgramRun.Start(
            TestProgram.Named(program), [command, $"--Kafka:BootstrapServers={address}", .. Short]);

        await PlainErrors.AssertFailsAsync(run, 3, Bound, address);
    }

    [Fact]
    public async Task A_port_that_speaks_another_language_is_named_too()
    {
        await using var registry = FakeRegistry.AnsweringHtml();
        var address = $"127.0.0.1:{registry.Port}";
        await using var run = ProgramRun.Start(
            TestProgram.Producer, ["run", "--count", "1", $"--Kafka:BootstrapServers={address}", .. Short]);

        await PlainErrors.AssertFailsAsync(run, 3, Bound, address);
    }

    [Theory]
    [InlineData("Producer")]
    [InlineData("AggregationConsumer")]
    public async Task A_missing_topic_is_named_where_none_may_be_made(string program)
    {
        var pipeline = new PipelineUnderTest(await clusters.RequireAsync());
        await using var run = pipeline.Start(TestProgram.Named(program), "run", "--Topics:CreateMissing=false");

        await PlainErrors.AssertFailsAsync(run, 1, Bound, pipeline.Topics.Orders, "CreateMissing");
    }

    [Fact]
    public async Task Averages_with_another_number_of_partitions_stop_the_consumer()
    {
        var pipeline = new PipelineUnderTest(await clusters.RequireAsync());
        var compact = pipeline.Cluster.Embedded is null
            ? new Dictionary<string, string> { ["cleanup.policy"] = "compact" } : null;
        await pipeline.Cluster.CreateTopicAsync(pipeline.Topics.Orders, 4);
        await pipeline.Cluster.CreateTopicAsync(pipeline.Topics.DeadLetters, 1);
        await pipeline.Cluster.CreateTopicAsync(pipeline.Topics.Averages, 3, compact);
        await using var run = pipeline.Start(TestProgram.AggregationConsumer, "run", "--until-end");

        await PlainErrors.AssertFailsAsync(run, 1, Bound, pipeline.Topics.Averages, "3", "4");
    }

    [Fact]
    public async Task Averages_that_are_not_compacted_stop_the_consumer()
    {
        var pipeline = new PipelineUnderTest(
            await clusters.RequireRealAsync("keeps no settings of topics"));
        await pipeline.Cluster.CreateTopicAsync(pipeline.Topics.Orders, 2);
        await pipeline.Cluster.CreateTopicAsync(pipeline.Topics.Averages, 2);
        await using var run = pipeline.Start(TestProgram.AggregationConsumer, "run", "--until-end");

        await PlainErrors.AssertFailsAsync(run, 1, Bound, pipeline.Topics.Averages, "cleanup.policy");
    }

    [Fact]
    public async Task A_registry_that_is_down_ends_the_producer_with_3()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        var url = $"http://127.0.0.1:{FreePorts.Take(1)}";
        await using var run = pipeline.Start(
            TestProgram.Producer, ["run", "--count", "1", $"--SchemaRegistry:Url={url}", .. Short]);

        await PlainErrors.AssertFailsAsync(run, 3, Bound, url);
    }

    [Fact]
    public async Task A_registry_that_answers_html_ends_the_producer_and_its_address_is_named()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        await using var registry = FakeRegistry.AnsweringHtml();
        await using var run = pipeline.Start(
            TestProgram.Producer, ["run", "--count", "1", $"--SchemaRegistry:Url={registry.Url}", .. Short]);

        await PlainErrors.AssertFailsAsync(run, 1, Bound, registry.Url);
    }

    [Fact]
    public async Task The_consumer_waits_for_a_registry_that_is_down_and_dead_letters_nothing()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        await pipeline.ProduceAsync(100, "--seed", "17");
        await using var registry = FakeRegistry.InFrontOf(pipeline.Cluster.RegistryUrl);
        registry.IsOpen = false;
        await using var run = pipeline.Start(
            TestProgram.AggregationConsumer, "run", "--until-end", "--quiet", $"--SchemaRegistry:Url={registry.Url}");
        await TestKit.Eventually.True(() => registry.Refused > 2 || run.HasEnded, Bound);

        registry.IsOpen = true;

        await run.EndsWithAsync(0, Bound);
        Books.Agree(await pipeline.AveragesAsync(), await pipeline.CountBooksAsync());
        Assert.Empty(await pipeline.DeadLettersAsync());
    }
}
