using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.BadInput;

[Trait("Category", "EndToEnd")]
public sealed class BadLinesTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_bad_line_is_a_dead_letter_with_its_bytes_and_the_good_ones_are_averaged()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        await using var producer = pipeline.Start(
            TestProgram.Producer, new ProgramOptions { KeepsInputOpen = true }, "run", "--input", "-");
        await producer.WriteAsync("""{"orderId":"a","product":"Item1","price":1.5}""");
        await producer.WriteAsync("""{"orderId":"b","product":"Item1","price":"free"}""");
        await producer.WriteAsync("""{"orderId":"c","product":"Item1","price":2.5}""");
        producer.CloseInput();
        await producer.EndsWithAsync(0, Bound);

        await pipeline.DoAsync(TestProgram.AggregationConsumer, Bound, "run", "--until-end", "--quiet");

        var letter = Assert.Single(await pipeline.DeadLettersAsync());
        Assert.Equal("VALIDATION", letter.GetProperty("errorKind").GetString());
        Assert.Equal(
            """{"orderId":"b","product":"Item1","price":"free"}"""u8.ToArray(),
            letter.GetProperty("originalValue").GetBytesFromBase64());
        Assert.Equal(
            """{"count":2,"sum":"4","average":2,"min":1.5,"max":2.5}""",
            (await pipeline.AveragesAsync()).GetProperty("total").GetRawText());
        PlainErrors.AssertNoStackTrace(producer);
    }
}
