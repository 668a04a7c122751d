using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using TestKit.Clusters;
using TestKit.Processes;

namespace Producer.Tests.Broker;

/// <summary>The program as a process, against a broker; topics are read with Confluent's own consumer.</summary>
[Trait("Category", "Broker")]
public sealed class ProducerProgramTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Seeded_orders_arrive_with_their_ids_as_keys_and_the_summary_counts_them()
    {
        var (cluster, topics) = await StartAsync();

        var output = await RunAsync(cluster, topics, 0, "run", "--count", "200", "--seed", "7", "--json");

        using var summary = JsonDocument.Parse(Assert.Single(output));
        Assert.Equal(
            ["sent", "delivered", "deadLettered", "spooled", "rate"],
            summary.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(200, summary.RootElement.GetProperty("sent").GetInt32());
        Assert.Equal(200, summary.RootElement.GetProperty("delivered").GetInt32());
        var records = Read(cluster, topics.Orders, 200);
        Assert.Equal(
            Enumerable.Range(1, 200).Select(n => $"7-{n}").Order(),
            records.Select(record => Encoding.UTF8.GetString(record.Message.Key)).Order());
        var first = records.Single(record => Encoding.UTF8.GetString(record.Message.Key) == "7-1").Message.Value;
        Assert.Equal(0, first[0]);
        Assert.True(BinaryPrimitives.ReadInt32BigEndian(first.AsSpan(1)) > 0);
        Assert.Equal("06372D31" + "0A4974656D32" + Convert.ToHexString(BitConverter.GetBytes(11.51f)),
            Convert.ToHexString(first.AsSpan(5)));
    }

    [Fact]
    public async Task Orders_of_a_file_are_sent_and_its_bad_lines_become_dead_letters()
    {
        var (cluster, topics) = await StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{\"orderId\":\"a1\",\"product\":\"Item4\",\"price\":56.52}\r\nbad line\r\n",
            TestContext.Current.CancellationToken);

        var output = await RunAsync(cluster, topics, 0, "--input", file);
        File.Delete(file);

        var sent = $"→ a1 Item4 56.52  {topics.Orders}[";
        Assert.Contains(output, line => line.StartsWith(sent, StringComparison.Ordinal));
        Assert.Contains(output, line => line.StartsWith("✖ ?", StringComparison.Ordinal));
        Assert.StartsWith("sent 2 · delivered 1 · dead-lettered 1 · spooled 0", output[^1], StringComparison.Ordinal);
        var letter = Assert.Single(Read(cluster, topics.DeadLetters, 1)).Message;
        Assert.Null(letter.Key);
        Assert.Equal("VALIDATION", Encoding.UTF8.GetString(letter.Headers.GetLastBytes("dlq.error.kind")));
        Assert.True(letter.Value.AsSpan().IndexOf("bad line"u8) > 0);
    }

    [Fact]
    public async Task With_the_product_as_key_each_product_stays_in_one_partition()
    {
        var (cluster, topics) = await StartAsync();

        await RunAsync(cluster, topics, 0, "--count", "100", "--quiet", "--Producer:Key=Product");

        var records = Read(cluster, topics.Orders, 100);
        Assert.All(
            records.GroupBy(record => Encoding.UTF8.GetString(record.Message.Key)),
            product => Assert.Single(product.Select(record => record.Partition.Value).Distinct()));
    }

    [Fact]
    public async Task An_order_over_the_limit_becomes_a_dead_letter_with_its_size()
    {
        var (cluster, topics) = await StartAsync();
        await using var run = ProgramRun.Start(
            TestProgram.Producer, Arguments(cluster, topics, "--input", "-"),
            new ProgramOptions { KeepsInputOpen = true });
        await run.WriteAsync($"{{\"orderId\":\"big\",\"product\":\"{new string('P', 1_500_000)}\",\"price\":1}}");
        run.CloseInput();

        await run.EndsWithAsync(0, Bound);

        var letter = Assert.Single(Read(cluster, topics.DeadLetters, 1)).Message;
        Assert.Equal("big"u8.ToArray(), letter.Key);
        Assert.Contains("1500017 bytes", Encoding.UTF8.GetString(letter.Headers.GetLastBytes("dlq.error.reason")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_makes_the_topics_and_subjects_and_may_be_repeated()
    {
        var cluster = await clusters.RequireRealAsync("makes no topics when asked");
        var topics = new TestTopics();

        var first = await RunAsync(cluster, topics, 0, "setup");
        var second = await RunAsync(cluster, topics, 0, "setup");

        Assert.Equal($"topic {topics.Averages}  made, 4 partition(s)", first[2]);
        Assert.Equal($"topic {topics.Averages}  was there, 4 partition(s)", second[2]);
        Assert.Equal(first[4..], second[4..]);
        Assert.Equal(
            [$"subject {topics.Orders}-value", $"subject {topics.DeadLetters}-value",
                $"subject {topics.Averages}-OrderPipeline.Contracts.ProductAverage",
                $"subject {topics.Averages}-OrderPipeline.Contracts.Ledger", $"subject {topics.Redrives}-value"],
            first[4..].Select(line => line[..line.IndexOf("  ", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task A_termination_signal_drains_and_ends_with_success()
    {
        var (cluster, topics) = await StartAsync();
        await using var run = ProgramRun.Start(TestProgram.Producer, Arguments(cluster, topics, "--rate", "50"), new());
        await run.LineAsync("→ ", Bound);

        run.Signal(ProcessSignal.Terminate);
        await run.EndsWithAsync(0, Bound);

        Assert.Contains("dead-lettered 0", run.Output[^1], StringComparison.Ordinal);
        // The embedded cluster cannot be asked for the settings of its topics, which is said once.
        Assert.All(
            run.Errors, line => Assert.StartsWith("warning: the settings of", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_broker_is_one_sentence_and_exit_code_3()
    {
        await using var run = ProgramRun.Start(
            TestProgram.Producer, "--Kafka:BootstrapServers=127.0.0.1:1", "--Kafka:StartupTimeout=1s");

        await run.EndsWithAsync(3, Bound);

        Assert.Empty(run.Output);
        Assert.Contains("no Kafka broker answers at 127.0.0.1:1", run.Errors[^1], StringComparison.Ordinal);
    }

    private async Task<(TestCluster Cluster, TestTopics Topics)> StartAsync()
    {
        var cluster = await clusters.RequireAsync();
        var topics = new TestTopics();
        cluster.Prepare(topics);
        return (cluster, topics);
    }

    private static async Task<List<string>> RunAsync(
        TestCluster cluster, TestTopics topics, int exitCode, params string[] arguments)
    {
        await using var run = ProgramRun.Start(TestProgram.Producer, Arguments(cluster, topics, arguments), new());
        await run.EndsWithAsync(exitCode, Bound);
        return [.. run.Output];
    }

    private static IEnumerable<string> Arguments(TestCluster cluster, TestTopics topics, params string[] arguments) =>
        [.. arguments, .. cluster.Arguments, .. topics.Arguments];

    private static List<ConsumeResult<byte[], byte[]>> Read(TestCluster cluster, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            GroupId = "reader",
            EnableAutoCommit = false,
        }).Build();
        var partitions = topic.EndsWith(".DLQ", StringComparison.Ordinal) ? 1 : 4;
        consumer.Assign(Enumerable.Range(0, partitions)
            .Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        var records = new List<ConsumeResult<byte[], byte[]>>();
        while (records.Count < count && consumer.Consume(TimeSpan.FromSeconds(30)) is { } record) records.Add(record);
        // One more would be one too many.
        if (consumer.Consume(TimeSpan.FromMilliseconds(200)) is { } extra) records.Add(extra);
        return records;
    }
}
