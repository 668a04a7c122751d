using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EndToEnd.Tests.BadInput;
using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Duplicates;

/// <summary>An upstream that sends an order twice, over a restart of the consumer.</summary>
[Trait("Category", "EndToEnd")]
public sealed class DuplicateOrderTests(KafkaClusterFixture clusters)
{
    private const string Item1At10 = "0A4974656D31" + "00002041";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task An_order_id_that_was_averaged_shortly_before_is_a_dead_letter_over_restarts_too()
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        await pipeline.DoAsync(TestProgram.Producer, Bound, "setup");
        await SendAsync(pipeline, "046731", "046732", "046731");
        await ConsumeAsync(pipeline, window: 100);

        await SendAsync(pipeline, "046732", "046733");
        await ConsumeAsync(pipeline, window: 100);
        await SendAsync(pipeline, "046731");
        await ConsumeAsync(pipeline, window: 0);

        var ledger = (await pipeline.AveragesAsync()).GetProperty("ledger").EnumerateArray()
            .Single(line => line.GetProperty("partition").GetInt32() == 0);
        Assert.Equal((6, 4), (ledger.GetProperty("read").GetInt32(), ledger.GetProperty("averaged").GetInt32()));
        var letters = await pipeline.DeadLettersAsync();
        Assert.Equal([2, 3], letters.Select(letter => letter.GetProperty("originalOffset").GetInt32()).Order());
        Assert.All(letters, letter =>
        {
            Assert.Equal("VALIDATION", Text(letter, "errorKind"));
            Assert.Equal("duplicate order id", Text(letter, "errorReason"));
        });
        var first = letters.Single(letter => letter.GetProperty("originalOffset").GetInt32() == 2);
        var value = Convert.ToHexString(first.GetProperty("originalValue").GetBytesFromBase64());
        Assert.EndsWith("046731" + Item1At10, value);
        Assert.Equal("g1", Text(first, "orderId"));
    }

    private static Task<string> ConsumeAsync(PipelineUnderTest pipeline, int window) => pipeline.DoAsync(
        TestProgram.AggregationConsumer,
        Bound,
        "run",
        "--until-end",
        "--quiet",
        $"--Consumer:DuplicateWindow={window}");

    private static async Task SendAsync(PipelineUnderTest pipeline, params string[] ids)
    {
        using var registry = new RegistryAccess(pipeline.Cluster.RegistryUrl);
        var schema = await registry.LatestIdAsync($"{pipeline.Topics.Orders}-value");
        var orders = ids.Select(id => RawOrder.Framed("order", 0, schema, id + Item1At10));
        var records = orders.Select(order => new JsonObject
        {
            ["key"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(order.Key)),
            ["value"] = Convert.ToBase64String(order.Value!),
            ["partition"] = 0,
            ["headers"] = new JsonObject(),
        });
        await pipeline.ReadElsewhereAsync(
            "send.js", ("topic", pipeline.Topics.Orders), ("records", new JsonArray([.. records])));
    }

    private static string? Text(JsonElement owner, string name) => owner.GetProperty(name).GetString();
}
