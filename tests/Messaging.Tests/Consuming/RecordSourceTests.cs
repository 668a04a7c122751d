using System.Text;
using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using TestKit;
using TestKit.Clusters;

namespace Messaging.Tests.Consuming;

[Trait("Category", "Broker")]
public sealed class RecordSourceTests(KafkaClusterFixture clusters)
{
    private const int PollMs = 50;

    [Fact]
    public async Task The_batch_call_and_consume_give_the_same_records_and_ends()
    {
        var cluster = await clusters.RequireAsync();
        var topic = new TestTopics().Orders;
        await cluster.CreateTopicAsync(topic, 2);
        await WriteAsync(cluster, topic);

        var byBatch = await ReadAsync(cluster, topic, consumer => new BatchRecordSource(consumer, topic));
        var bySingle = await ReadAsync(cluster, topic, consumer => new SingleRecordSource(consumer));

        Assert.Equal(byBatch, bySingle);
        Assert.Equal(
            [
                "0@0 key 6B value 76 at 1795000000000 a=01 b=null a=",
                "0@1 key null value null at 1795000000001",
                "0@2 key  value  at 1795000000002",
                "0@3 end",
                "1@0 key FF00 value C3A4 at 1795000000003 größe=78",
                "1@1 end",
            ],
            byBatch);
    }

    [Fact]
    public async Task A_poll_ends_with_the_first_records_and_not_when_its_time_is_up()
    {
        var cluster = await clusters.RequireAsync();
        var topic = new TestTopics().Orders;
        await cluster.CreateTopicAsync(topic, 2);
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            GroupId = "none",
            EnableAutoCommit = false,
        }).Build();
        consumer.Assign([new TopicPartitionOffset(topic, 0, 0), new TopicPartitionOffset(topic, 1, 0)]);
        using var source = new BatchRecordSource(consumer, topic);
        var poll = Task.Run(
            () =>
            {
                var seen = new Seen([]);
                source.Poll((int)TimeSpan.FromMinutes(10).TotalMilliseconds, ref seen);
                return seen.Lines;
            },
            TestContext.Current.CancellationToken);

        await WriteAsync(cluster, topic);

        Assert.NotEmpty(await poll.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    private static async Task WriteAsync(TestCluster cluster, string topic)
    {
        var config = new ProducerConfig { BootstrapServers = cluster.BootstrapServers };
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(config).Build();
        Message<byte[]?, byte[]?>[] messages =
        [
            new()
            {
                Key = "k"u8.ToArray(),
                Value = "v"u8.ToArray(),
                Headers = new Headers { { "a", [1] }, { "b", null }, { "a", [] } },
            },
            new() { Key = null, Value = null },
            new() { Key = [], Value = [] },
            new() { Key = [255, 0], Value = "ä"u8.ToArray(), Headers = new Headers { { "größe", "x"u8.ToArray() } } },
        ];
        for (var index = 0; index < messages.Length; index++)
        {
            messages[index].Timestamp = new Timestamp(1_795_000_000_000 + index, TimestampType.CreateTime);
            var target = new TopicPartition(topic, index < 3 ? 0 : 1);
            await producer.ProduceAsync(target, messages[index], TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string[]> ReadAsync<TSource>(
        TestCluster cluster, string topic, Func<IConsumer<byte[]?, byte[]?>, TSource> open)
        where TSource : IRecordSource
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            GroupId = "none",
            EnablePartitionEof = true,
            EnableAutoCommit = false,
        };
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(config).Build();
        consumer.Assign([new TopicPartitionOffset(topic, 0, 0), new TopicPartitionOffset(topic, 1, 0)]);
        var seen = new Seen([]);
        using (var source = open(consumer))
        {
            await Eventually.True(
                () =>
                {
                    source.Poll(PollMs, ref seen);
                    return seen.Lines.Count(line => line.EndsWith("end", StringComparison.Ordinal)) == 2;
                },
                TimeSpan.FromSeconds(30));
        }

        return [.. seen.Lines.Order(StringComparer.Ordinal)];
    }

    private readonly record struct Seen(List<string> Lines) : IRecordVisitor
    {
        public void Visit(in RecordView record)
        {
            var line = new StringBuilder($"{record.Partition}@{record.Offset}");
            line.Append(" key ").Append(record.HasKey ? Convert.ToHexString(record.Key) : "null");
            line.Append(" value ").Append(record.HasValue ? Convert.ToHexString(record.Value) : "null");
            line.Append($" at {record.TimestampMs}");
            foreach (var header in record.ReadHeaders())
                line.Append($" {header.Key}={(header.Value is null ? "null" : Convert.ToHexString(header.Value))}");
            Lines.Add(line.ToString());
        }

        public void VisitEnd(int partition, long offset) => Lines.Add($"{partition}@{offset} end");

        public void VisitError(int partition, ErrorCode code, string reason) => Lines.Add($"{partition} {code}");
    }
}
