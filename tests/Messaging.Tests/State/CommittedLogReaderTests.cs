using System.Text;
using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.State;
using TestKit.Clusters;

namespace Messaging.Tests.State;

[Trait("Category", "Broker")]
public sealed class CommittedLogReaderTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly TestTopics _topics = new();
    private readonly List<string> _read = [];

    [Fact]
    public async Task The_last_transaction_is_in_even_when_it_was_committed_just_now()
    {
        var cluster = await clusters.RequireAsync();
        await cluster.CreateTopicAsync(_topics.Orders, 2);
        using var producer = Producer(cluster, 60_000);
        using var reader = Reader(cluster);
        foreach (var round in Enumerable.Range(1, 20))
        {
            producer.BeginTransaction();
            Send(producer, 0, $"a{round}");
            Send(producer, 1, $"b{round}");
            producer.CommitTransaction(Bound);
            _read.Clear();

            var ends = reader.Read(_topics.Orders, [new LogStart(0), new LogStart(1)], Note, default);

            // The broker writes the commit's marker a moment after the commit: the end may lie before it.
            Assert.All(ends, end => Assert.False(end.IsHeld));
            Assert.All(ends, end => Assert.InRange(end.Reached, 2 * round - 1, 2 * round));
            Assert.Equal(2 * round, _read.Count);
        }
    }

    [Fact]
    public async Task Aborted_records_are_not_read_and_do_not_hold_the_end()
    {
        var cluster = await clusters.RequireRealAsync("shows the records of aborted transactions");
        await cluster.CreateTopicAsync(_topics.Orders, 1);
        using var producer = Producer(cluster, 60_000);
        producer.BeginTransaction();
        Send(producer, 0, "good");
        producer.CommitTransaction(Bound);
        producer.BeginTransaction();
        Send(producer, 0, "bad");
        producer.AbortTransaction(Bound);
        using var reader = Reader(cluster);

        var end = Assert.Single(reader.Read(_topics.Orders, [new LogStart(0)], Note, default));

        Assert.Equal(["0@0 good"], _read);
        Assert.Equal(new LogEnd(0, 0, 4, 4, false), end);
    }

    [Fact]
    public async Task A_transaction_that_stays_open_is_waited_for_and_then_named()
    {
        var cluster = await clusters.RequireRealAsync("shows the records of open transactions");
        await cluster.CreateTopicAsync(_topics.Orders, 1);
        using var producer = Producer(cluster, 60_000);
        producer.BeginTransaction();
        Send(producer, 0, "committed");
        producer.CommitTransaction(Bound);
        producer.BeginTransaction();
        Send(producer, 0, "open");
        using var reader = Reader(cluster, transactionTimeoutMs: 1_000);

        var end = Assert.Single(reader.Read(_topics.Orders, [new LogStart(0)], Note, default));

        Assert.Equal(["0@0 committed"], _read);
        Assert.Equal(new LogEnd(0, 0, 3, 2, true), end);
        producer.AbortTransaction(Bound);
    }

    [Fact]
    public async Task Reading_can_start_in_the_middle_and_a_missing_topic_has_no_partitions()
    {
        var cluster = await clusters.RequireAsync();
        await cluster.CreateTopicAsync(_topics.Orders, 1);
        using var producer = Producer(cluster, 60_000);
        producer.BeginTransaction();
        foreach (var number in Enumerable.Range(0, 5))
            Send(producer, 0, $"{number}");
        producer.CommitTransaction(Bound);
        using var reader = Reader(cluster);

        reader.Read(_topics.Orders, [new LogStart(0, 3)], Note, default);

        Assert.Equal(["0@3 3", "0@4 4"], _read);
        Assert.Equal(1, reader.PartitionCount(_topics.Orders));
        Assert.Equal(0, reader.PartitionCount(_topics.Averages));
        Assert.Equal(0, reader.PartitionCount(_topics.Averages));
    }

    private void Note(in RecordView record) =>
        _read.Add($"{record.Partition}@{record.Offset} {Encoding.UTF8.GetString(record.Value)}");

    private void Send(IProducer<byte[]?, string> producer, int partition, string value)
    {
        producer.Produce(new TopicPartition(_topics.Orders, partition), new() { Value = value });
        producer.Flush(Bound);
    }

    private IProducer<byte[]?, string> Producer(TestCluster cluster, int transactionTimeoutMs)
    {
        var producer = new ProducerBuilder<byte[]?, string>(
            Config(cluster, transactionTimeoutMs).TransactionalProducer(_topics.Group)).Build();
        producer.InitTransactions(Bound);
        return producer;
    }

    private static CommittedLogReader Reader(TestCluster cluster, int transactionTimeoutMs = 10_000) => new(
        Config(cluster, transactionTimeoutMs),
        new KafkaLog(_ => { }, TimeProvider.System, cluster.BootstrapServers), TimeProvider.System);

    private static KafkaClientConfig Config(TestCluster cluster, int transactionTimeoutMs)
    {
        var kafka = new KafkaOptions { BootstrapServers = cluster.BootstrapServers };
        kafka.Producer["transaction.timeout.ms"] = $"{transactionTimeoutMs}";
        return new KafkaClientConfig(kafka, "test");
    }
}
