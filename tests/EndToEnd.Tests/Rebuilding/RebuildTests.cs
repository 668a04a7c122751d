using EndToEnd.Tests.Pipeline;
using TestKit;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Rebuilding;

[Trait("Category", "EndToEnd")]
public sealed class RebuildTests(KafkaClusterFixture clusters)
{
    private const string Membership = "lets every member own what it asks for";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_rebuilt_state_is_the_running_one_to_the_last_bit()
    {
        var pipeline = await CountedAsync(6_000, "--seed", "71");
        var running = await pipeline.AveragesAsync();

        var said = await RebuildAsync(pipeline);
        Assert.Equal(4, said.Split('\n').Count(line => line.Contains("counts again from 0 (epoch 1)")));
        var empty = await pipeline.AveragesAsync();
        Assert.Equal("0", empty.GetProperty("total").GetProperty("count").GetRawText());
        Assert.All(
            empty.GetProperty("ledger").EnumerateArray(),
            line => Assert.Equal("0", line.GetProperty("nextOffset").GetRawText()));

        await CountAsync(pipeline);
        Assert.Equal(running.GetRawText(), (await pipeline.AveragesAsync()).GetRawText());
        var letters = await pipeline.DeadLettersAsync();
        Assert.All(
            letters.GroupBy(
                letter => $"{letter.GetProperty("originalPartition")}/{letter.GetProperty("originalOffset")}"),
            same => Assert.Equal([0, 1], same.Select(one => one.GetProperty("epoch").GetInt32()).Order()));
    }

    [Fact]
    public async Task Beside_a_live_instance_it_is_refused_and_names_it()
    {
        var pipeline = await CountedAsync(100, "--seed", "72");
        await using var live = pipeline.Start(
            TestProgram.AggregationConsumer, "run", "--quiet", "--Consumer:InstanceId=the-live-one");
        await live.ErrorLineAsync("restored", Bound);
        await using var rebuild = pipeline.Start(TestProgram.AggregationConsumer, "rebuild");

        await rebuild.EndsWithAsync(1, Bound);

        Assert.Contains("the-live-one (aggregation-consumer-", Assert.Single(
            rebuild.Errors, line => line.StartsWith("error: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.False(live.HasEnded);
        live.Signal(ProcessSignal.Terminate);
        await live.EndsWithAsync(0, Bound);
        Assert.Equal(100, await TotalReadAsync(pipeline));
    }

    [Fact]
    public async Task Where_first_orders_were_deleted_it_is_refused_unless_what_is_left_is_wanted()
    {
        var pipeline = await CountedAsync(2_000, "--seed", "73");
        using var hands = new PeoplesHands(pipeline);
        await hands.DeleteBeforeAsync(pipeline.Topics.Orders, 1, 300);
        await using (var refused = pipeline.Start(TestProgram.AggregationConsumer, "rebuild"))
        {
            await refused.EndsWithAsync(1, Bound);
            Assert.Contains(
                $"error: the first records have been deleted ({pipeline.Topics.Orders}[1] from 0 to 300), so the "
                + "result would be another one: nothing was changed; "
                + "run rebuild --from-available to count what is left",
                refused.Errors);
        }

        Assert.Equal(2_000, await TotalReadAsync(pipeline));
        await RebuildAsync(pipeline, "--from-available");
        await CountAsync(pipeline);
        Books.Agree(await pipeline.AveragesAsync(), await pipeline.CountBooksAsync("Item3"));

        // What is left is from now on where the partition begins.
        await RebuildAsync(pipeline);
    }

    [Fact]
    public async Task Killed_anywhere_it_leaves_the_old_state_or_the_new_one()
    {
        var pipeline = await CountedAsync(1_000, "--seed", "74");
        var running = await pipeline.AveragesAsync();
        foreach (var point in (string[])["after-write", "before-send-offsets", "before-commit", "after-commit"])
        {
            await using var rebuild = pipeline.Start(
                TestProgram.AggregationConsumer,
                new ProgramOptions { Environment = new Dictionary<string, string?> { ["CRASH_AT"] = point } },
                "rebuild");
            await rebuild.EndsWithAsync(137, Bound);
            await NothingIsOpenAsync(pipeline);
            var left = await pipeline.AveragesAsync();
            Assert.Equal(
                point == "after-commit" ? "0" : running.GetProperty("total").GetProperty("count").GetRawText(),
                left.GetProperty("total").GetProperty("count").GetRawText());
        }

        await CountAsync(pipeline);
        Assert.Equal(running.GetRawText(), (await pipeline.AveragesAsync()).GetRawText());
    }

    private static async Task<int> TotalReadAsync(PipelineUnderTest pipeline) =>
        (await pipeline.AveragesAsync()).GetProperty("ledger").EnumerateArray()
            .Sum(line => line.GetProperty("read").GetInt32());

    private async Task<PipelineUnderTest> CountedAsync(int orders, params string[] more)
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireRealAsync(Membership));
        await pipeline.ProduceAsync(orders, more);
        await CountAsync(pipeline);
        return pipeline;
    }

    private static Task<string> CountAsync(PipelineUnderTest pipeline) => pipeline.DoAsync(
        TestProgram.AggregationConsumer, Bound, "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3);

    /// <summary>The broker ends what the dead process left open, some seconds after its time is over.</summary>
    private static Task NothingIsOpenAsync(PipelineUnderTest pipeline) => Eventually.True(
        async () =>
        {
            await using var averages = pipeline.Start(TestProgram.AggregationConsumer, "averages", "--json");
            return await averages.ExitAsync(Bound) == 0;
        },
        Bound);

    private static Task<string> RebuildAsync(PipelineUnderTest pipeline, params string[] more) =>
        pipeline.DoAsync(TestProgram.AggregationConsumer, Bound, ["rebuild", .. more]);
}
