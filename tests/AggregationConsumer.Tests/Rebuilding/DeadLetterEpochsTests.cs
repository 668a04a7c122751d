using AggregationConsumer.Tests.Fakes;
using Confluent.Kafka;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Rebuilding;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.State;
using OrderPipeline.SchemaRegistry.Plans;
using OrderPipeline.SchemaRegistry.Serdes;
using TestKit.Clusters;

namespace AggregationConsumer.Tests.Rebuilding;

[Trait("Category", "Broker")]
public sealed class DeadLetterEpochsTests(KafkaClusterFixture clusters) : IDisposable
{
    private const int SchemaId = 4;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly TestTopics _topics = new();
    private readonly FakeSchemaRegistry _registry = new();

    [Fact]
    public async Task The_highest_epoch_of_each_partition_counts_and_other_systems_letters_do_not()
    {
        var cluster = await clusters.RequireAsync();
        await cluster.CreateTopicAsync(_topics.DeadLetters, 1);
        using (var producer = Producer(cluster))
        {
            producer.BeginTransaction();
            Send(producer, Letter(partition: 0, epoch: 2));
            Send(producer, Letter(partition: 0, epoch: 1));
            Send(producer, Letter(partition: 3, epoch: 5));
            Send(producer, Letter(partition: 0, epoch: 9, topic: "others"));
            Send(producer, "{}"u8.ToArray());
            producer.CommitTransaction(Bound);
        }

        var highest = Epochs(cluster).Highest(default);

        Assert.Equal([(0, 2), (3, 5)], highest.Select(entry => (entry.Key, entry.Value)).Order());
    }

    [Fact]
    public async Task What_an_open_transaction_holds_back_is_not_taken_for_nothing()
    {
        var cluster = await clusters.RequireRealAsync("shows the records of open transactions");
        await cluster.CreateTopicAsync(_topics.DeadLetters, 1);
        using var producer = Producer(cluster);
        producer.BeginTransaction();
        Send(producer, Letter(partition: 0, epoch: 7));
        producer.Flush(Bound);

        var failure = Assert.Throws<StateUnavailableException>(() => Epochs(cluster).Highest(default));

        Assert.StartsWith(
            $"{_topics.DeadLetters}[0] is held at 0 by an open transaction: try again", failure.Message,
            StringComparison.Ordinal);
        producer.AbortTransaction(Bound);
    }

    public void Dispose() => _registry.Dispose();

    private DeadLetterEpochs Epochs(TestCluster cluster)
    {
        _registry.Schemas[SchemaId] = DeadLetter.SchemaJson;
        var log = new KafkaLog(_ => { }, TimeProvider.System, cluster.BootstrapServers);
        return new DeadLetterEpochs(
            () => new CommittedLogReader(Config(cluster, transactionTimeoutMs: 1_000), log, TimeProvider.System),
            _topics.DeadLetters, _topics.Orders,
            new FramedDecoder<DeadLetter>(new ReaderPlans(DeadLetter.Schema, _registry), Bound));
    }

    private byte[] Letter(int partition, int epoch, string? topic = null) =>
        new RegisteredWriter<DeadLetter>(SchemaId).ToArray(new DeadLetter
        {
            OriginalTopic = topic ?? _topics.Orders,
            OriginalPartition = partition,
            OriginalOffset = 0,
            Epoch = epoch,
            ErrorReason = "refused",
            ErrorTimestamp = "2026-11-17T01:45:30.000Z",
            RetryCount = 5,
        });

    private void Send(IProducer<byte[]?, byte[]> producer, byte[] value) =>
        producer.Produce(new TopicPartition(_topics.DeadLetters, 0), new() { Value = value });

    private IProducer<byte[]?, byte[]> Producer(TestCluster cluster)
    {
        var producer = new ProducerBuilder<byte[]?, byte[]>(
            Config(cluster, transactionTimeoutMs: 60_000).TransactionalProducer(_topics.Group)).Build();
        producer.InitTransactions(Bound);
        return producer;
    }

    private static KafkaClientConfig Config(TestCluster cluster, int transactionTimeoutMs)
    {
        var kafka = new KafkaOptions { BootstrapServers = cluster.BootstrapServers };
        kafka.Producer["transaction.timeout.ms"] = $"{transactionTimeoutMs}";
        return new KafkaClientConfig(kafka, "test");
    }
}
