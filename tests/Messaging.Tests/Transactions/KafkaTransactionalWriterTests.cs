using Confluent.Kafka;
using OrderPipeline.Messaging;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.Transactions;
using TestKit;
using TestKit.Clusters;
using TestKit.Memory;

namespace Messaging.Tests.Transactions;

[Trait("Category", "Broker")]
public sealed class KafkaTransactionalWriterTests(KafkaClusterFixture clusters)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <summary>For a broker that has stood still.</summary>
    private static readonly TimeSpan LongBound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_is_committed_is_read_and_what_is_aborted_is_not()
    {
        var (cluster, topics) = await RealAsync("shows the records of aborted transactions");
        using var consumer = Consumer(cluster, topics.Group);
        using var writer = Writer(cluster, topics, consumer);
        writer.Initialize();

        WriteOne(writer, topics.Averages, 1);
        writer.Abort();
        WriteOne(writer, topics.Averages, 2);
        writer.Commit();
        WriteOne(writer, topics.Averages, 3);

        Assert.Equal([2], ReadCommitted(consumer, topics.Averages, 1));
        writer.Abort();
    }

    [Fact]
    public async Task Transactions_that_follow_each_other_learn_how_soon_they_may()
    {
        var (cluster, topics) = await RealAsync("writes its markers before it answers");
        using var consumer = Consumer(cluster, topics.Group);
        using var writer = Writer(cluster, topics, consumer);
        writer.Initialize();

        WriteOne(writer, topics.Averages, 1);
        writer.Abort();
        Assert.Equal(MarkerPause.Longest, writer.Pause);
        WriteOneAgain(writer, topics.Averages, 2);
        writer.Commit();
        // A machine that stands still just then lets one begin late, which teaches nothing.
        for (byte value = 3; value < 20 && writer.Pause == MarkerPause.Longest; value++)
        {
            WriteOne(writer, topics.Averages, value);
            writer.Commit();
        }

        Assert.True(writer.Pause < MarkerPause.Longest);
    }

    [Fact]
    public async Task A_second_producer_of_the_same_id_fences_the_first()
    {
        var (cluster, topics) = await RealAsync("does not fence producers");
        using var consumer = Consumer(cluster, topics.Group);
        using var first = Writer(cluster, topics, consumer);
        first.Initialize();
        WriteOne(first, topics.Averages, 1);
        using var second = Writer(cluster, topics, consumer);

        second.Initialize();

        Assert.Equal(TransactionFailure.Fenced, Assert.Throws<TransactionException>(first.Commit).Failure);
        WriteOne(second, topics.Averages, 2);
        second.Commit();
        Assert.Equal([2], ReadCommitted(consumer, topics.Averages, 1));
    }

    [Fact]
    public async Task A_producer_whose_broker_answers_late_is_not_fenced_by_its_own_questions()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var brokers = await kit.StartBrokersAsync(1);
        var (cluster, topics) = (new TestCluster(brokers.BootstrapServers, "", kit), new TestTopics());
        await cluster.CreateTopicAsync(topics.Averages, 1);
        using var consumer = Consumer(cluster, topics.Group);
        using (var older = Writer(cluster, topics, consumer))
        {
            older.Initialize();
            WriteOne(older, topics.Averages, 1);
        }

        using var writer = Writer(cluster, topics, consumer);
        await brokers.PauseAsync();
        var start = Task.Run(writer.Initialize, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<TimeoutException>(
            () => start.WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));
        await brokers.ResumeAsync();

        await start.WaitAsync(2 * Bound, TestContext.Current.CancellationToken);
        WriteOne(writer, topics.Averages, 2);
        writer.Commit();
        Assert.Equal([2], ReadCommitted(consumer, topics.Averages, 1));
    }

    [Theory]
    [InlineData(2_000_000)]
    [InlineData(600_000)]
    public async Task A_record_too_large_for_the_client_or_the_broker_is_named_and_the_producer_lives_on(int size)
    {
        var isForTheClient = size == 2_000_000;
        var cluster = isForTheClient
            ? await clusters.RequireAsync() : await clusters.RequireRealAsync("keeps no settings of topics");
        var topics = new TestTopics();
        await cluster.CreateTopicAsync(
            topics.Averages,
            1,
            isForTheClient ? null : new Dictionary<string, string> { ["max.message.bytes"] = "500000" });
        using var consumer = Consumer(cluster, topics.Group);
        using var writer = Writer(cluster, topics, consumer);
        writer.Initialize();
        writer.Begin();
        var record = new TransactionRecord(topics.Averages, 0, [1], new byte[size], []) { Origin = (2, 51) };

        var failure = Assert.Throws<TransactionException>(() =>
        {
            writer.Write(record);
            writer.AwaitAcknowledgements();
        });

        Assert.Equal((TransactionFailure.Abort, true), (failure.Failure, failure.IsTooLarge));
        Assert.Equal(record.AsWritten, failure.Refused);
        writer.Abort();
        WriteOneAgain(writer, topics.Averages, 2);
        writer.Commit();
        Assert.Equal([2], ReadCommitted(consumer, topics.Averages, 1));
    }

    [Fact]
    public async Task A_broker_that_is_killed_between_two_transactions_is_noticed_and_an_abort_then_needs_a_successor()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var brokers = await kit.StartBrokersAsync(1);
        var (cluster, topics) = (new TestCluster(brokers.BootstrapServers, "", kit), new TestTopics());
        await cluster.CreateTopicAsync(topics.Averages, 1);
        using var consumer = Consumer(cluster, topics.Group);
        var config = new KafkaClientConfig(new KafkaOptions { BootstrapServers = brokers.BootstrapServers }, "test")
            .TransactionalProducer(topics.Group + ".host-1");
        using var writer = new KafkaTransactionalWriter(
            config, topics.Orders, () => consumer.ConsumerGroupMetadata, Bound, TimeProvider.System, log: null);
        writer.Initialize();
        WriteOne(writer, topics.Averages, 1);
        writer.Commit();
        WriteOne(writer, topics.Averages, 2);
        writer.Abort();
        Assert.False(writer.Lost.AreSuspected);

        await brokers.KillAsync();

        await Eventually.True(() => writer.Lost.AreSuspected, Bound);
        await brokers.RestartAsync();
        WriteOne(writer, topics.Averages, 3);
        Assert.Equal(
            TransactionFailure.Replace, Assert.Throws<TransactionException>(writer.Abort).Failure);
    }

    [Fact]
    public async Task A_commit_that_may_have_been_sent_twice_stands_and_needs_a_successor()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var brokers = await kit.StartBrokersAsync(1);
        var (cluster, topics) = (new TestCluster(brokers.BootstrapServers, "", kit), new TestTopics());
        await cluster.CreateTopicAsync(topics.Averages, 1);
        using var consumer = Consumer(cluster, topics.Group);
        var options = new KafkaOptions
        {
            BootstrapServers = brokers.BootstrapServers,
            // A client that waits no longer for an answer; and one whose log says less than it is asked for.
            Client = { ["socket.timeout.ms"] = "1000", ["log_level"] = "2", ["log.connection.close"] = "false" },
            Producer = { ["transaction.timeout.ms"] = "60000" },
        };
        using var writer = new KafkaTransactionalWriter(
            new KafkaClientConfig(options, "test").TransactionalProducer(topics.Group + ".host-1"),
            topics.Orders, () => consumer.ConsumerGroupMetadata, LongBound, TimeProvider.System, log: null);
        writer.Initialize();
        WriteOne(writer, topics.Averages, 1);
        writer.Commit();
        WriteOne(writer, topics.Averages, 2);

        var losses = writer.Lost.Count;
        await brokers.PauseAsync();
        var commit = Task.Run(
            () => Assert.Throws<TransactionException>(writer.Commit), TestContext.Current.CancellationToken);
        await Eventually.True(() => writer.Lost.Count > losses, LongBound);
        await brokers.ResumeAsync();

        Assert.Equal(TransactionFailure.Replace, (await commit).Failure);
        Assert.Equal([1, 2], ReadCommitted(consumer, topics.Averages, 2));
    }

    [Fact]
    public async Task A_record_costs_no_managed_memory_once_it_runs()
    {
        var cluster = await clusters.RequireAsync();
        var topics = new TestTopics();
        await cluster.CreateTopicAsync(topics.Averages, 1);
        using var consumer = Consumer(cluster, topics.Group);
        using var writer = Writer(cluster, topics, consumer);
        RecordHeader[] headers = [new("dlq.error.kind", [1, 2, 3]), new("dlq.attempts", [1])];
        var record = new TransactionRecord(topics.Averages, 0, [1], new byte[500], headers) { Origin = (2, 51) };
        writer.Initialize();

        var allocated = Allocations.Of(() =>
        {
            writer.Begin();
            for (var count = 0; count < 5_000; count++) writer.Write(record);
            writer.AwaitAcknowledgements();
            writer.Abort();
        });

        Assert.InRange(allocated, 0, 5_000);
    }

    /// <summary>A real cluster, and topics of which the one for averages is there.</summary>
    private async Task<(TestCluster Cluster, TestTopics Topics)> RealAsync(string reason)
    {
        var (cluster, topics) = (await clusters.RequireRealAsync(reason), new TestTopics());
        await cluster.CreateTopicAsync(topics.Averages, 1);
        return (cluster, topics);
    }

    private static KafkaTransactionalWriter Writer(
        TestCluster cluster,
        TestTopics topics,
        IConsumer<byte[], byte[]> consumer) => new(
        new ProducerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            TransactionalId = topics.Group + ".host-1",
            TransactionTimeoutMs = 10_000,
            EnableIdempotence = true,
            LingerMs = 0,
        },
        topics.Orders,
        () => consumer.ConsumerGroupMetadata,
        Bound,
        TimeProvider.System,
        log: null);

    private static IConsumer<byte[], byte[]> Consumer(TestCluster cluster, string group) =>
        new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            GroupId = group,
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnableAutoCommit = false,
        }).Build();

    private static void WriteOne(KafkaTransactionalWriter writer, string topic, byte value)
    {
        writer.Begin();
        writer.Write(new TransactionRecord(topic, 0, [1], [value], []));
        writer.AwaitAcknowledgements();
    }

    /// <summary>librdkafka may purge the first record after an abort once more: nobody is to blame.</summary>
    private static void WriteOneAgain(KafkaTransactionalWriter writer, string topic, byte value)
    {
        try
        {
            WriteOne(writer, topic, value);
        }
        catch (TransactionException failure)
        {
            Assert.Equal((TransactionFailure.Abort, null), (failure.Failure, failure.Refused));
            writer.Abort();
            WriteOne(writer, topic, value);
        }
    }

    private static List<byte> ReadCommitted(IConsumer<byte[], byte[]> consumer, string topic, int count)
    {
        consumer.Assign(new TopicPartitionOffset(topic, 0, 0));
        var values = new List<byte>();
        while (values.Count < count && consumer.Consume(Bound) is { } result) values.Add(result.Message.Value[0]);
        if (consumer.Consume(TimeSpan.FromMilliseconds(300)) is { } more) values.Add(more.Message.Value[0]);
        return values;
    }
}
