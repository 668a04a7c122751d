using System.Text.Json;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Acceptance;

/// <summary>
/// kafkajs with Confluent's serializers for JavaScript reads what we write and writes what we read.
/// </summary>
[Trait("Category", "EndToEnd")]
public sealed class OtherClientsTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan RunBound = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Orders_are_read_by_confluents_client_for_javascript()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        await pipeline.ProduceAsync(200, "--seed", "3");

        var records = await pipeline.ReadElsewhereAsync("serdes-read.js", ("topic", pipeline.Topics.Orders));

        Assert.Equal(200, records.GetArrayLength());
        foreach (var record in records.EnumerateArray())
        {
            var order = record.GetProperty("value");
            Assert.Equal(Text(record, "key"), Text(order, "orderId"));
            Assert.StartsWith("Item", Text(order, "product"), StringComparison.Ordinal);
            Assert.InRange(order.GetProperty("price").GetDouble(), 10, 100.01);
        }
    }

    [Fact]
    public async Task Dead_letters_are_read_by_confluents_client_for_javascript()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        await pipeline.ProduceAsync(100, "--seed", "5", "--products", "Item3");
        await ConsumeAsync(pipeline, PipelineUnderTest.FailItem3);

        var letters = await pipeline.ReadElsewhereAsync("serdes-read.js", ("topic", pipeline.Topics.DeadLetters));

        Assert.Equal(100, letters.GetArrayLength());
        foreach (var record in letters.EnumerateArray())
            AssertSaysTheSame(record.GetProperty("value"), record.GetProperty("headers"));
    }

    [Fact]
    public async Task Orders_that_confluents_client_for_javascript_writes_are_averaged()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        await pipeline.DoAsync(TestProgram.Producer, RunBound, "setup");
        var orders = new JsonArray(
            AnOrder("1001", "Item4", 56.52), AnOrder("1002", "Item2", 10), AnOrder("1003", "Item4", 0.1));

        await pipeline.ReadElsewhereAsync(
            "serdes-write.js", ("topic", pipeline.Topics.Orders), ("schema", null), ("orders", orders));
        await ConsumeAsync(pipeline);

        Books.Agree(await pipeline.AveragesAsync(), await pipeline.CountBooksAsync());
    }

    private static async Task ConsumeAsync(PipelineUnderTest pipeline, params string[] more) =>
        await pipeline.DoAsync(TestProgram.AggregationConsumer, RunBound, ["run", "--until-end", "--quiet", .. more]);

    private static void AssertSaysTheSame(JsonElement letter, JsonElement headers)
    {
        Assert.Equal("PROCESSING", Text(headers, "dlq.error.kind"));
        Assert.Equal(Text(letter, "errorReason"), Text(headers, "dlq.error.reason"));
        Assert.Equal(Text(letter, "originalTopic"), Text(headers, "dlq.original.topic"));
        Assert.Equal(letter.GetProperty("retryCount").GetRawText(), Text(headers, "dlq.attempts"));
        Assert.Equal(Text(letter, "errorTimestamp"), Text(headers, "dlq.timestamp"));
        Assert.NotEmpty(Text(headers, "dlq.original.partition"));
        Assert.NotEmpty(Text(headers, "dlq.original.offset"));
    }

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static JsonObject AnOrder(string id, string product, double price) => new()
    {
        ["key"] = id,
        ["value"] = new JsonObject { ["orderId"] = id, ["product"] = product, ["price"] = price },
    };
}
