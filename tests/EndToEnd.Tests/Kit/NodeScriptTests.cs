using System.Text.Json;
using System.Text.Json.Nodes;
using TestKit.Clusters;
using TestKit.Node;

namespace EndToEnd.Tests.Kit;

[Trait("Category", "EndToEnd")]
public sealed class NodeScriptTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("[0.1]", "0.100000001490116119384765625", "0.10000000149011612", "0.1")]
    [InlineData("[0.5, 0.5, 1]", "2", "0.6666666666666666", "0.5")]
    [InlineData("[8388608, 999999995904]", "1000008384512", "500004192256", "8388608")]
    [InlineData("[0.00000762939453125]", "0.00000762939453125", "0.00000762939453125", "0.0000076293945")]
    public async Task The_other_implementation_counts_exactly(string prices, string sum, string average, string min)
    {
        var request = new JsonObject { ["prices"] = JsonNode.Parse(prices) };

        var counted = await NodeScript.RunAsync("exact-cases.js", request, Bound);

        Assert.Equal(sum, counted.GetProperty("sum").GetString());
        Assert.Equal(average, counted.GetProperty("average").GetRawText());
        Assert.Equal(min, counted.GetProperty("min").GetRawText());
    }

    [Fact]
    public async Task What_is_written_is_read_up_to_the_end()
    {
        var cluster = await clusters.RequireAsync();
        var topics = new TestTopics();
        await cluster.CreateTopicAsync(topics.Orders, 4);
        var schema = JsonNode.Parse("""{"type":"record","name":"Order","fields":[{"name":"price","type":"float"}]}""");
        var orders = new JsonArray([.. Enumerable.Range(0, 100).Select(Order)]);

        var write = Request(cluster, topics, ("schema", schema), ("orders", orders));
        await NodeScript.RunAsync("serdes-write.js", write, Bound);
        var records = await NodeScript.RunAsync("serdes-read.js", Request(cluster, topics), Bound);

        Assert.Equal(100, records.GetArrayLength());
        Assert.Equal(Enumerable.Range(0, 100).Sum(), records.EnumerateArray().Sum(Price));
    }

    [Fact]
    public async Task Raw_bytes_arrive_as_they_are_told()
    {
        var cluster = await clusters.RequireAsync();
        var topics = new TestTopics();
        await cluster.CreateTopicAsync(topics.Orders, 2);
        var record = new JsonObject { ["key"] = Convert.ToBase64String("k"u8), ["value"] = null, ["partition"] = 1 };

        var sent = await NodeScript.RunAsync(
            "send.js", Request(cluster, topics, ("records", new JsonArray(record))), Bound);

        Assert.Equal("""[{"partition":1,"baseOffset":"0"}]""", sent.GetRawText());
    }

    private static JsonNode Order(int number) => new JsonObject
    {
        ["key"] = $"{number}",
        ["value"] = new JsonObject { ["price"] = number },
    };

    private static double Price(JsonElement record) =>
        record.GetProperty("value").GetProperty("price").GetDouble();

    private static JsonObject Request(
        TestCluster cluster, TestTopics topics, params (string Name, JsonNode? Value)[] more)
    {
        var request = new JsonObject
        {
            ["bootstrap"] = cluster.BootstrapServers,
            ["registry"] = cluster.RegistryUrl,
            ["topic"] = topics.Orders,
        };
        foreach (var (name, value) in more)
            request[name] = value;
        return request;
    }
}
