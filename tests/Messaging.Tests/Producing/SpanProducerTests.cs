using Confluent.Kafka;
using OrderPipeline.Messaging;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Producing;
using TestKit.Clusters;
using TestKit.Memory;

namespace Messaging.Tests.Producing;

[Trait("Category", "Broker")]
public sealed class SpanProducerTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Empty_and_null_keys_values_and_headers_arrive_as_what_they_are()
    {
        var (topic, producer, sink) = await StartAsync(1);
        using var _ = producer;
        RecordHeader[] headers = [new("empty", []), new("null", null), new("naïve", [1, 2])];

        producer.TryProduce(new OutgoingRecord(topic, "k"u8, "v"u8), 1);
        producer.TryProduce(new OutgoingRecord(topic, ""u8, ""u8), 2);
        producer.TryProduce(
            new OutgoingRecord(topic, default, default) { HasKey = false, HasValue = false, Headers = headers }, 3);
        sink.Drain(producer);

        Assert.Equal(["1: NoError 0 Persisted", "2: NoError 1 Persisted", "3: NoError 2 Persisted"], sink.Reports);
        var records = await ReadAsync(topic, 3);
        Assert.Equal("k"u8.ToArray(), records[0].Message.Key);
        Assert.Equal("v"u8.ToArray(), records[0].Message.Value);
        Assert.Equal([], records[1].Message.Key);
        Assert.Equal([], records[1].Message.Value);
        Assert.Null(records[2].Message.Key);
        Assert.Null(records[2].Message.Value);
        Assert.Equal(
            ["empty:", "null:null", "naïve:01-02"],
            records[2].Message.Headers.Select(header =>
                $"{header.Key}:{(header.GetValueBytes() is { } bytes ? BitConverter.ToString(bytes) : "null")}"));
    }

    [Fact]
    public async Task A_record_over_the_limit_is_refused_at_once()
    {
        var (topic, producer, sink) = await StartAsync(1);
        using var _ = producer;

        Assert.Equal(
            ErrorCode.MsgSizeTooLarge, producer.TryProduce(new OutgoingRecord(topic, "k"u8, new byte[2_000_000]), 1));
        Assert.Equal(0, producer.InFlight);
        Assert.Empty(sink.Reports);
    }

    [Fact]
    public async Task A_partition_that_is_not_there_is_refused_at_once_or_by_report()
    {
        var (topic, producer, sink) = await StartAsync(1);
        using var _ = producer;

        // It depends on whether the client has heard of the topic yet.
        var atOnce = producer.TryProduce(new OutgoingRecord(topic, "k"u8, "v"u8) { Partition = 9 }, 2);
        sink.Drain(producer);

        if (atOnce == ErrorCode.NoError)
            Assert.Equal(["2: Local_UnknownPartition -1001 NotPersisted"], sink.Reports);
        else
            Assert.Equal(ErrorCode.Local_UnknownPartition, atOnce);
    }

    [Fact]
    public async Task A_record_costs_no_managed_memory_once_it_runs()
    {
        var (topic, producer, sink) = await StartAsync(4);
        using var _ = producer;
        sink.IsCounting = true;

        var sent = 0;

        var allocated = Allocations.Of(() =>
        {
            Send(topic, producer, sink, 20_000);
            sent += 20_000;
        });

        Assert.InRange(allocated, 0, 1_000);
        Assert.Equal(sent, sink.Count);
    }

    [Fact]
    public async Task A_poll_that_waits_is_ended_by_a_wake()
    {
        var (_, producer, sink) = await StartAsync(1);
        using var _ = producer;
        var waking = Task.Run(producer.Wake, TestContext.Current.CancellationToken);

        Assert.Equal(0, producer.Poll(Bound, sink));
        await waking;
    }

    private static void Send(string topic, SpanProducer producer, CollectingSink sink, int count)
    {
        for (var n = 0; n < count; n++)
        {
            while (producer.TryProduce(new OutgoingRecord(topic, "key"u8, "value"u8), n) != ErrorCode.NoError)
                producer.Poll(TimeSpan.FromMilliseconds(50), sink);
        }

        sink.Drain(producer);
    }

    private async Task<(string Topic, SpanProducer Producer, CollectingSink Sink)> StartAsync(int partitions)
    {
        var cluster = await clusters.RequireAsync();
        var topic = new TestTopics().Orders;
        await cluster.CreateTopicAsync(topic, partitions);
        var config = new Dictionary<string, string>
        {
            ["bootstrap.servers"] = cluster.BootstrapServers,
            ["enable.idempotence"] = "true",
            ["linger.ms"] = "5",
        };
        var log = new KafkaLog(_ => { }, TimeProvider.System, cluster.BootstrapServers);
        return (topic, new SpanProducer(config, log), new CollectingSink());
    }

    private async Task<List<ConsumeResult<byte[], byte[]>>> ReadAsync(string topic, int count)
    {
        var cluster = await clusters.RequireAsync();
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            GroupId = "reader",
            EnableAutoCommit = false,
        }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        var records = new List<ConsumeResult<byte[], byte[]>>();
        while (records.Count < count && consumer.Consume(Bound) is { } record) records.Add(record);
        return records;
    }
}
