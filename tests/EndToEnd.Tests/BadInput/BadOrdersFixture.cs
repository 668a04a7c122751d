using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.BadInput;

/// <summary>One run of the consumer over two good orders and all that is none; several tests look at it.</summary>
public sealed class BadOrdersFixture
{
    internal const string TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private const string OtherSystem = """
        {"type":"record","name":"Order","namespace":"shop.checkout","fields":[
         {"name":"price","type":"float"},{"name":"channel","type":["null","string"]},
         {"name":"product","type":"string"},{"name":"order_id","type":"string"}]}
        """;

    private const string IntId = """
        {"type":"record","name":"Order","fields":[
         {"name":"orderId","type":"int"},{"name":"product","type":"string"},{"name":"price","type":"float"}]}
        """;

    private const string DoublePrice = """
        {"type":"record","name":"Order","fields":[
         {"name":"orderId","type":"string"},{"name":"product","type":"string"},{"name":"price","type":"double"}]}
        """;

    // The consumer gives an id that the registry does not know half a minute before it gives up.
    private static readonly TimeSpan RunBound = TimeSpan.FromSeconds(150);

    private readonly Lazy<Task<BadOrdersRun>> _run;

    public BadOrdersFixture(KafkaClusterFixture clusters) => _run = new(() => RunAsync(clusters));

    internal Task<BadOrdersRun> RunAsync() => _run.Value;

    private static async Task<BadOrdersRun> RunAsync(KafkaClusterFixture clusters)
    {
        var pipeline = PipelineUnderTest.On(await clusters.RequireAsync());
        await pipeline.DoAsync(TestProgram.Producer, RunBound, "setup");
        var orders = await OrdersAsync(pipeline);
        await pipeline.ReadElsewhereAsync(
            "send.js", ("topic", pipeline.Topics.Orders), ("records", new JsonArray([.. orders.Select(Record)])));
        await using var consumer = pipeline.Start(TestProgram.AggregationConsumer, "run", "--until-end");
        await consumer.EndsWithAsync(0, RunBound);
        var letters = await pipeline.ReadElsewhereAsync("serdes-read.js", ("topic", pipeline.Topics.DeadLetters));
        return new BadOrdersRun(
            pipeline, consumer, orders, letters.EnumerateArray().ToList(), await pipeline.AveragesAsync());
    }

    private static async Task<IReadOnlyList<RawOrder>> OrdersAsync(PipelineUnderTest pipeline)
    {
        using var registry = new RegistryAccess(pipeline.Cluster.RegistryUrl);
        var own = await registry.LatestIdAsync($"{pipeline.Topics.Orders}-value");
        var other = await registry.RegisterAsync(pipeline.Topics.Other("checkout"), OtherSystem);
        var intId = await registry.RegisterAsync(pipeline.Topics.Other("int-id"), IntId);
        var doublePrice = await registry.RegisterAsync(pipeline.Topics.Other("double-price"), DoublePrice);
        return
        [
            RawOrder.Framed("good", 0, own, "046731" + "0A4974656D31" + "00002841"),
            RawOrder.Framed("other-system", 1, other, "0000803E" + "0206776562" + "0A4974656D31" + "046732"),
            new RawOrder("garbage", 0, "not avro"u8.ToArray()),
            new RawOrder("json", 0, """{"orderId":"1","product":"Item1","price":1}"""u8.ToArray()),
            RawOrder.Framed("cut", 0, own, "046731" + "0A4974"),
            RawOrder.Framed("too-long", 0, own, "046731" + "0A4974656D31" + "00002841" + "00"),
            new RawOrder("empty", 1, []),
            new RawOrder("null", 1, null),
            RawOrder.Framed("nan", 1, own, "046731" + "0A4974656D31" + "0000C07F"),
            RawOrder.Framed("reserved", 2, own, "046731" + "0E246C6564676572" + "0000803F"),
            RawOrder.Framed("no-id", 2, own, "00" + "0A4974656D31" + "0000803F"),
            RawOrder.Framed("int-id", 2, intId, "0E" + "0A4974656D31" + "0000803F"),
            RawOrder.Framed("double-price", 2, doublePrice, "046731" + "0A4974656D31" + "000000000000F03F"),
            RawOrder.Framed("unknown-schema", 3, 2_000_000_000, "046731" + "0A4974656D31" + "0000803F"),
        ];
    }

    private static JsonNode Record(RawOrder order) => new JsonObject
    {
        ["key"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(order.Key)),
        ["value"] = order.Value is null ? null : Convert.ToBase64String(order.Value),
        ["partition"] = order.Partition,
        ["headers"] = new JsonObject { ["traceparent"] = TraceParent },
    };
}
