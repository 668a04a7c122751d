using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Rebuilding;

/// <summary>Each sentence with which a partition stops gives an advice: here it is taken.</summary>
[Trait("Category", "EndToEnd")]
public sealed class AdviceTests(KafkaClusterFixture clusters)
{
    private const int Orders = 400;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("Item1", "00", "cannot be read: ")]
    [InlineData("Item1", "00000F4240AA", "cannot be read: the registry has no schema 1000000")]
    [InlineData("Item1", null, "deletes a key that was counted")]
    [InlineData("$ledger", "7B22", "cannot be read: ")]
    [InlineData("$ledger", null, "deletes a key that was counted")]
    public async Task State_that_people_broke_stops_its_partition_until_it_is_rebuilt(
        string key, string? hex, string sentence)
    {
        var pipeline = await CountedAsync();
        var running = await pipeline.AveragesAsync();
        using var hands = new PeoplesHands(pipeline);
        await hands.WriteAsync(
            pipeline.Topics.Averages, 2, key, hex is null ? null : Convert.FromHexString(hex));

        await AssertStopsAsync(pipeline, sentence, "run rebuild to count the partition anew");
        await RebuildAsync(pipeline);

        await CountAsync(pipeline);
        Assert.Equal(running.GetRawText(), (await pipeline.AveragesAsync()).GetRawText());
        await CountAsync(pipeline);
    }

    [Fact]
    public async Task An_input_topic_that_was_made_again_is_counted_after_a_rebuild()
    {
        var pipeline = await CountedAsync();
        using var hands = new PeoplesHands(pipeline);
        await hands.MakeAgainAsync(pipeline.Topics.Orders, 4);
        await pipeline.ProduceAsync(Orders / 2, "--seed", "5");

        await AssertStopsAsync(
            pipeline,
            "was deleted and made again since its averages were counted",
            "run rebuild to count the new topic");
        await RebuildAsync(pipeline);

        await CountAsync(pipeline);
        Books.Agree(await pipeline.AveragesAsync(), await pipeline.CountBooksAsync("Item3"));
    }

    [Fact]
    public async Task A_state_topic_that_was_deleted_is_counted_again_after_a_rebuild()
    {
        var pipeline = await CountedAsync();
        var running = await pipeline.AveragesAsync();
        using var hands = new PeoplesHands(pipeline);
        await hands.DeleteTopicAsync(pipeline.Topics.Averages);

        await AssertStopsAsync(pipeline, "but no ledger", "run rebuild to count it anew");
        await RebuildAsync(pipeline);

        await CountAsync(pipeline);
        Assert.Equal(running.GetRawText(), (await pipeline.AveragesAsync()).GetRawText());
        var letters = await pipeline.DeadLettersAsync();
        Assert.All(
            letters.GroupBy(one => $"{one.GetProperty("originalPartition")}/{one.GetProperty("originalOffset")}"),
            same => Assert.Equal([0, 1], same.Select(one => one.GetProperty("epoch").GetInt32()).Order()));
    }

    [Fact]
    public async Task Orders_that_were_deleted_unread_stop_the_partition_until_what_is_left_is_counted()
    {
        var pipeline = await CountedAsync();
        await pipeline.ProduceAsync(Orders, "--seed", "9");
        var ledger = (await pipeline.AveragesAsync()).GetProperty("ledger")[0].GetProperty("nextOffset").GetInt64();
        using var hands = new PeoplesHands(pipeline);
        await hands.DeleteBeforeAsync(pipeline.Topics.Orders, 0, ledger + 10);

        await AssertStopsAsync(
            pipeline, "10 records were deleted before they were read",
            "run rebuild --from-available to count what is left");
        await RebuildAsync(pipeline, "--from-available");

        await CountAsync(pipeline);
        Books.Agree(await pipeline.AveragesAsync(), await pipeline.CountBooksAsync("Item3"));
    }

    [Fact]
    public async Task Group_offsets_that_were_set_by_hand_are_noticed_and_not_followed()
    {
        var pipeline = await CountedAsync();
        var running = await pipeline.AveragesAsync();
        using var hands = new PeoplesHands(pipeline);
        await TestKit.Eventually.True(
            async () =>
            {
                try
                {
                    await hands.ResetOffsetsAsync(4, 0);
                    return true;
                }
                catch (Confluent.Kafka.KafkaException)
                {
                    return false; // the last member's session is not over
                }
            },
            Bound);

        await using var run = pipeline.Start(TestProgram.AggregationConsumer, "run", "--quiet");
        await run.ErrorLineAsync("has group offset 0 and a ledger at ", Bound);
        run.Signal(ProcessSignal.Terminate);
        await run.EndsWithAsync(0, Bound);
        Assert.Equal(running.GetRawText(), (await pipeline.AveragesAsync()).GetRawText());
    }

    private static async Task AssertStopsAsync(PipelineUnderTest pipeline, string sentence, string advice)
    {
        await using var run = pipeline.Start(
            TestProgram.AggregationConsumer, "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3);
        await run.EndsWithAsync(1, Bound);
        Assert.Contains(run.Errors, line => line.StartsWith("error: partition ", StringComparison.Ordinal)
            && line.Contains(sentence, StringComparison.Ordinal) && line.Contains(advice, StringComparison.Ordinal));
    }

    private async Task<PipelineUnderTest> CountedAsync()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireRealAsync("keeps no group offsets of transactions"));
        await pipeline.ProduceAsync(Orders, "--seed", "81");
        await CountAsync(pipeline);
        return pipeline;
    }

    private static Task<string> CountAsync(PipelineUnderTest pipeline) => pipeline.DoAsync(
        TestProgram.AggregationConsumer, Bound, "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3);

    private static Task<string> RebuildAsync(PipelineUnderTest pipeline, params string[] more) =>
        pipeline.DoAsync(TestProgram.AggregationConsumer, Bound, ["rebuild", .. more]);
}
