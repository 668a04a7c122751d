using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Rebuilding;

[Trait("Category", "EndToEnd")]
public sealed class AddedPartitionsTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Partitions_that_are_added_stop_with_words_until_the_state_has_as_many()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireRealAsync("keeps the partitions it was made with"));
        await pipeline.ProduceAsync(200, "--seed", "6");
        using var hands = new PeoplesHands(pipeline);
        await using (var live = pipeline.Start(
            TestProgram.AggregationConsumer, "run", "--quiet", PipelineUnderTest.FailItem3,
            "--Kafka:Client:topic.metadata.refresh.interval.ms=1000"))
        {
            await live.ErrorLineAsync("holding read ", Bound);
            await hands.AddPartitionsAsync(pipeline.Topics.Orders, 6);
            await live.ErrorLineAsync(
                $"{pipeline.Topics.Averages} has only 4 partitions: some were added to its input", Bound);
            live.Signal(ProcessSignal.Terminate);
            await live.EndsWithAsync(1, Bound);
        }

        await using (var refused = pipeline.Start(TestProgram.AggregationConsumer, "run"))
        {
            await refused.EndsWithAsync(1, Bound);
            Assert.Contains(
                $"error: topic {pipeline.Topics.Averages} has 4 partitions and {pipeline.Topics.Orders} 6: partitions "
                + "were added: give it as many, which loses nothing (kafka-topics --alter --topic "
                + $"{pipeline.Topics.Averages} --partitions 6)",
                refused.Errors);
        }

        await hands.AddPartitionsAsync(pipeline.Topics.Averages, 6);
        await pipeline.ProduceAsync(400, "--seed", "7");
        await pipeline.DoAsync(
            TestProgram.AggregationConsumer, Bound, "run", "--until-end", "--quiet", PipelineUnderTest.FailItem3);
        Books.Agree(await pipeline.AveragesAsync(), await pipeline.CountBooksAsync("Item3"));
    }
}
