using Confluent.Kafka;
using TestKit.Clusters;
using TestKit.Processes;

namespace Demo.Tests.Runs;

/// <summary>The demo as a person starts it: a process that starts the three programs.</summary>
[Trait("Category", "EndToEnd")]
public sealed class DemoRunTests
{
    private static readonly TimeSpan RunBound = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task One_command_shows_everything_and_the_books_balance()
    {
        await using var demo = ProgramRun.Start(TestProgram.Demo);

        await demo.EndsWithAsync(0, RunBound);

        Assert.Contains(
            "read 2,012 = averaged 1,599 + PROCESSING 401 + DESERIALIZATION 12; sums match what was sent", demo.Output);
        Assert.Contains(demo.Output, line => line.StartsWith("producer │ → 7-", StringComparison.Ordinal));
        Assert.Contains(demo.Output, line => line.StartsWith("consumer │ ✔ 7-", StringComparison.Ordinal));
        Assert.Contains(demo.Output, line => line.StartsWith("monitor  │ ✖ DEAD LETTER", StringComparison.Ordinal));
        Assert.Contains(
            demo.Output, line => line.StartsWith("│ Item1   │    412 │   56.65 │", StringComparison.Ordinal));
        Assert.Contains("demo     │ 2,012 of 2,012 are averaged or dead letters", demo.Output);
        Assert.Contains("  Consumer Group:  order-aggregation", demo.Output);
        Assert.DoesNotContain(demo.Output, line => line.Contains('\e', StringComparison.Ordinal));
        Assert.DoesNotContain(demo.Output, line => line.Contains('✘', StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_order_more_than_was_sent_and_the_books_do_not_balance()
    {
        var ports = FreePorts.Take(2);
        await using var demo = ProgramRun.Start(
            TestProgram.Demo, "--orders", "200", "--kafka-port", $"{ports}", "--registry-port", $"{ports + 1}");
        await demo.LineAsync("producer │ → ", RunBound);

        RepeatFirstOrder($"localhost:{ports}");

        Assert.Equal(1, await demo.ExitAsync(RunBound));
        Assert.Contains("✘ the consumer read what was sent: expected 212, found 213", demo.Output);
        Assert.Contains(
            "error: the books do not balance: the consumer read what was sent: expected 212, found 213", demo.Errors);
    }

    [Fact]
    public async Task A_kept_cluster_serves_until_the_demo_is_stopped()
    {
        var ports = FreePorts.Take(2);
        await using var demo = ProgramRun.Start(
            TestProgram.Demo,
            "--orders", "50", "--fail", "", "--keep", "--kafka-port", $"{ports}", "--registry-port", $"{ports + 1}");
        await demo.LineAsync($"Kafka stays up on localhost:{ports}", RunBound);
        using var http = new HttpClient();

        Assert.Contains("read 62 = averaged 50 + DESERIALIZATION 12; sums match what was sent", demo.Output);
        Assert.NotEmpty(FirstRecord($"localhost:{ports}").Message.Value);
        Assert.Contains(
            "\"orders-value\"",
            await http.GetStringAsync($"http://localhost:{ports + 1}/subjects", TestContext.Current.CancellationToken));
        demo.Signal(ProcessSignal.Interrupt);
        Assert.Equal(0, await demo.ExitAsync(RunBound));
    }

    private static void RepeatFirstOrder(string bootstrapServers)
    {
        var record = FirstRecord(bootstrapServers);
        using var producer = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig { BootstrapServers = bootstrapServers }).Build();
        producer.Produce("orders", new() { Key = record.Message.Key, Value = record.Message.Value });
        Assert.Equal(0, producer.Flush(TimeSpan.FromSeconds(20)));
    }

    private static ConsumeResult<byte[], byte[]> FirstRecord(string bootstrapServers)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(
            new ConsumerConfig { BootstrapServers = bootstrapServers, GroupId = "test" }).Build();
        consumer.Assign(Enumerable.Range(0, 4)
            .Select(partition => new TopicPartitionOffset("orders", partition, Offset.Beginning)));
        var record = consumer.Consume(TimeSpan.FromSeconds(20));
        Assert.NotNull(record);
        return record;
    }
}
