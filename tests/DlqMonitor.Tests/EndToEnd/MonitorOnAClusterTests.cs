using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry;
using TestKit.Clusters;
using TestKit.Processes;

namespace DlqMonitor.Tests.EndToEnd;

[Trait("Category", "Broker")]
public sealed class MonitorOnAClusterTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly TestTopics _topics = new();

    [Fact]
    public async Task List_summary_and_show_tell_the_same_of_committed_dead_letters()
    {
        var cluster = await clusters.RequireRealAsync("shows the records of aborted transactions");
        await cluster.CreateTopicAsync(_topics.DeadLetters, 1);
        using var producer = Producer(cluster);
        var letter = await FrameAsync(cluster, ALetter.Processing());
        await SendAsync(producer, letter, commits: true);
        await SendAsync(producer, letter, commits: false);
        await SendAsync(producer, """{"orderId":"1003","error":"declined"}"""u8.ToArray(), commits: true);

        var list = await RunAsync(cluster, 0, "list", "--json");
        var summary = await RunAsync(cluster, 0, "summary", "--json");
        var show = await RunAsync(cluster, 0, "show", "0:0");
        var gone = await RunAsync(cluster, 1, "show", "0:2");

        Assert.Equal(["0:0", "0:4"], list.Output.Select(line => Json(line).GetProperty("at").GetString()));
        Assert.Equal(2, Json(Assert.Single(summary.Output)).GetProperty("total").GetInt64());
        Assert.Contains("  Order ID:        abc-123", show.Output);
        Assert.Equal(
            $"error: {_topics.DeadLetters}[0] has no dead letter at offset 2: it has offsets 0 to 5",
            Assert.Single(gone.Errors));
    }

    [Fact]
    public async Task Watch_prints_what_arrives_and_on_an_interrupt_the_summary()
    {
        var cluster = await clusters.RequireAsync();
        await cluster.CreateTopicAsync(_topics.DeadLetters, 1);
        using var producer = Producer(cluster);
        await SendAsync(producer, await FrameAsync(cluster, ALetter.Processing()), commits: true);
        await using var watch = ProgramRun.Start(
            TestProgram.DlqMonitor, [.. Arguments(cluster), "watch", "--from-beginning"]);
        await watch.LineAsync("Order ID:        abc-123", Bound);

        await SendAsync(producer, """{"orderId":"1003","error":"declined"}"""u8.ToArray(), commits: true);
        await watch.LineAsync("Order ID:        1003", Bound);
        watch.Signal(ProcessSignal.Interrupt);
        await watch.EndsWithAsync(0, Bound);

        Assert.Contains($"2 dead letters in {_topics.DeadLetters}", watch.Output);
        Assert.Empty(watch.Errors);
    }

    [Fact]
    public async Task A_registry_that_is_away_is_said_with_exit_code_3()
    {
        var cluster = await clusters.RequireAsync();
        await cluster.CreateTopicAsync(_topics.DeadLetters, 1);
        using var producer = Producer(cluster);
        await SendAsync(producer, await FrameAsync(cluster, ALetter.Processing()), commits: true);

        var run = await RunAsync(
            cluster, 3, "list", "--SchemaRegistry:Url=http://127.0.0.1:1", "--SchemaRegistry:Retries=0");

        Assert.StartsWith("error: ", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_named_and_not_made()
    {
        var cluster = await clusters.RequireAsync();

        var run = await RunAsync(cluster, 1, "summary");

        Assert.StartsWith(
            $"error: there is no topic {_topics.DeadLetters}", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    private static JsonElement Json(string line) => JsonElement.Parse(line);

    private IEnumerable<string> Arguments(TestCluster cluster) => [.. cluster.Arguments, .. _topics.Arguments];

    private async Task<ProgramRun> RunAsync(TestCluster cluster, int exitCode, params string[] arguments)
    {
        await using var run = ProgramRun.Start(TestProgram.DlqMonitor, [.. Arguments(cluster), .. arguments]);
        await run.EndsWithAsync(exitCode, Bound);
        return run;
    }

    private async Task<byte[]> FrameAsync(TestCluster cluster, DeadLetter letter)
    {
        using var registry = new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = cluster.RegistryUrl });
        var id = await registry.RegisterSchemaAsync(
            _topics.DeadLetters + "-value", new Schema(DeadLetter.SchemaJson),
            cancellationToken: TestContext.Current.CancellationToken);
        var value = ALetter.Framed(letter);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(1), id);
        return value;
    }

    private async Task SendAsync(IProducer<byte[], byte[]> producer, byte[] value, bool commits)
    {
        producer.BeginTransaction();
        await producer.ProduceAsync(_topics.DeadLetters, new Message<byte[], byte[]>
        {
            Key = Encoding.UTF8.GetBytes("k"),
            Value = value,
        });
        if (commits)
            producer.CommitTransaction(Bound);
        else
            producer.AbortTransaction(Bound);
    }

    private IProducer<byte[], byte[]> Producer(TestCluster cluster)
    {
        var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            TransactionalId = _topics.Group,
        }).Build();
        producer.InitTransactions(Bound);
        return producer;
    }
}
