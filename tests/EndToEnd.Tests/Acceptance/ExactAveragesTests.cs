using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Acceptance;

[Trait("Category", "EndToEnd")]
public sealed class ExactAveragesTests(KafkaClusterFixture clusters)
{
    private const string Kills = "shows the records of a transaction that a kill has left open";
    private static readonly TimeSpan RunBound = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task Averages_and_dead_letters_are_what_another_implementation_counts()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        await pipeline.ProduceAsync(20_000, "--seed", "7");

        await pipeline.DoAsync(
            TestProgram.AggregationConsumer, RunBound, "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3);

        await AssertBooksAsync(pipeline, 20_000);
    }

    [Fact]
    public async Task Killing_the_consumer_five_times_changes_no_figure()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireRealAsync(Kills));
        foreach (var lines in new[] { 1, 20, 10, 5, 15 })
        {
            await using var producer = pipeline.Start(
                TestProgram.Producer, "run", "--count", "40000", "--seed", $"{lines}", "--rate", "10000", "--quiet");
            await KillAfterAsync(pipeline, lines);
            await producer.EndsWithAsync(0, RunBound);
        }

        await pipeline.DoAsync(
            TestProgram.AggregationConsumer, RunBound, "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3);

        await AssertBooksAsync(pipeline, 200_000);
    }

    [Fact]
    public async Task An_instance_that_is_killed_half_way_leaves_its_partitions_to_the_other()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireRealAsync(Kills));
        await using var producer = pipeline.Start(
            TestProgram.Producer, "run", "--count", "50000", "--seed", "13", "--rate", "2000", "--quiet");
        await using var survivor = StartConsumer(pipeline, "--Consumer:InstanceId=survivor");
        await using var victim = StartConsumer(pipeline, "--Consumer:InstanceId=victim");

        await victim.LineAsync("✔", RunBound);
        await victim.KillAsync();

        await producer.EndsWithAsync(0, RunBound);
        await pipeline.DoAsync(
            TestProgram.AggregationConsumer, RunBound, "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3);
        Assert.Contains(survivor.Output, line => line.StartsWith('✔'));
        survivor.Signal(ProcessSignal.Terminate);
        await survivor.EndsWithAsync(0, RunBound);
        await AssertBooksAsync(pipeline, 50_000);
    }

    private static ProgramRun StartConsumer(PipelineUnderTest pipeline, params string[] more) =>
        pipeline.Start(TestProgram.AggregationConsumer, ["run", PipelineUnderTest.FailItem3, .. more]);

    private static async Task KillAfterAsync(PipelineUnderTest pipeline, int lines)
    {
        await using var consumer = pipeline.Start(TestProgram.AggregationConsumer, "run", PipelineUnderTest.FailItem3);
        await TestKit.Eventually.True(
            () => consumer.Output.Count(line => line.StartsWith('✔')) >= lines || consumer.HasEnded, RunBound);
        Assert.False(consumer.HasEnded, string.Join('\n', consumer.Errors));
        await consumer.KillAsync();
    }

    private static async Task AssertBooksAsync(PipelineUnderTest pipeline, int orders)
    {
        var averages = await pipeline.AveragesAsync();
        var counted = await pipeline.CountBooksAsync("Item3");
        Books.Agree(averages, counted);
        Books.EachFailureIsOneDeadLetter(counted, await pipeline.DeadLetterSummaryAsync());
        var averaged = counted.GetProperty("total").GetProperty("count").GetInt32();
        Assert.Equal(orders, averaged + counted.GetProperty("deadLetters").GetProperty("count").GetInt32());
        var history = await pipeline.CheckAveragesAsync();
        Assert.Equal("[]", history.GetProperty("breaks").GetRawText());
    }
}
