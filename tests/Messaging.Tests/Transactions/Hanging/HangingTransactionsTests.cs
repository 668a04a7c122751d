using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Hanging;
using TestKit;
using TestKit.Clusters;
using TestKit.Node;

namespace Messaging.Tests.Transactions.Hanging;

/// <summary>Another implementation leaves what a broker leaves that loses markers.</summary>
[Trait("Category", "Broker")]
public sealed class HangingTransactionsTests
{
    private const string Input = "in";
    private const string State = "state";
    private const string Letters = "letters";
    private const string Group = "group";
    private const string Id = "group.host-1";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly ConcurrentQueue<string> _said = new();
    private bool _isBlind;

    [Fact]
    public async Task A_new_producer_ends_what_hangs_as_its_transaction_ended()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var brokers = await kit.StartBrokersAsync(1, "transaction.partition.verification.enable=false");
        var cluster = new TestCluster(brokers.BootstrapServers, "", kit);
        foreach (var topic in new[] { Input, State, Letters }) await cluster.CreateTopicAsync(topic, 4);
        using var consumer = Consumer(cluster);
        await Eventually.True(() => HasCommitted(consumer, new TopicPartitionOffset(Input, 0, 10)), Bound);
        using (var older = Writer(cluster, consumer)) older.Initialize();
        await LeaveHangingAsync(
            cluster,
            Record(
                State,
                0,
                "decided by its position: committed",
                (TransactionClaim.NextName, "10"),
                (TransactionClaim.IdName, Id)),
            Record(State, 1, "its position was not committed", (TransactionClaim.NextName, "11")),
            Record(State, 2, "nothing tells"),
            Letter(0, "its order is behind the position: committed", 9),
            Letter(1, "its order is still to be read", 10));

        using (var writer = Writer(cluster, consumer))
        {
            writer.Initialize();
            writer.Begin();
            foreach (var topic in new[] { State, Letters })
            {
                for (var partition = 0; partition < 4; partition++)
                    writer.Write(new TransactionRecord(topic, partition, [1], "new"u8.ToArray(), []));
            }

            writer.AwaitAcknowledgements();
            writer.SendOffsets([(0, 12)]);
            writer.Commit();
        }

        Assert.Equal(["decided by its position: committed", "new"], Committed(consumer, State, 0));
        Assert.Equal(["new"], Committed(consumer, State, 1));
        Assert.Equal(["new"], Committed(consumer, State, 2));
        Assert.Equal(["new"], Committed(consumer, State, 3));
        Assert.Equal(["its order is behind the position: committed", "new"], Committed(consumer, Letters, 0));
        Assert.Equal(["new"], Committed(consumer, Letters, 1));
        Assert.Equal([12, Offset.Unset], await PositionsAsync(consumer));
        Assert.Equal(
            [
                "what group.host-1 may have left open in letters[0], where brokers forgot to end it, is ended there " +
                "now as committed",
                "what group.host-1 may have left open in letters[1], where brokers forgot to end it, is ended there " +
                "now as aborted",
                "what group.host-1 may have left open in state[0], where brokers forgot to end it, is ended there " +
                "now as committed",
                "what group.host-1 may have left open in state[1], state[2], where brokers forgot to end it, is " +
                "ended there now as aborted",
            ],
            _said.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_producer_that_lost_a_broker_ends_what_it_committed_before_and_the_broker_forgot()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var brokers = await kit.StartBrokersAsync(1, "transaction.partition.verification.enable=false");
        var cluster = new TestCluster(brokers.BootstrapServers, "", kit);
        foreach (var topic in new[] { Input, State, Letters }) await cluster.CreateTopicAsync(topic, 2);
        using var consumer = Consumer(cluster);
        await Eventually.True(() => HasCommitted(consumer, new TopicPartitionOffset(Input, 0, 10)), Bound);
        using (var older = Writer(cluster, consumer)) older.Initialize();
        await LeaveHangingAsync(
            cluster, Record(State, 0, "committed", (TransactionClaim.NextName, "10"), (TransactionClaim.IdName, Id)));
        _isBlind = true;
        using var writer = Writer(cluster, consumer);
        writer.Initialize();
        _isBlind = false;
        WriteTo(writer, 1, 11);
        writer.Commit();
        Assert.Empty(_said);

        writer.Lost.OnLog(Disconnected());
        WriteTo(writer, 1, 12);
        writer.Commit();

        Assert.Equal(["committed"], Committed(consumer, State, 0));
        Assert.Single(_said);
        WriteTo(writer, 0, 13);
        writer.Abort();
        writer.Lost.OnLog(Disconnected());
        WriteTo(writer, 0, 13);
        var failure = Assert.Throws<TransactionException>(writer.Abort);
        Assert.Equal(
            (TransactionFailure.Replace,
                "a broker was lost, and may have forgotten what was committed or aborted last"),
            (failure.Failure, failure.Message));
    }

    [Fact]
    public async Task What_another_instance_holds_open_is_left_alone()
    {
        var kit = KafkaClusterFixture.RequireKit();
        await using var brokers = await kit.StartBrokersAsync(1);
        var cluster = new TestCluster(brokers.BootstrapServers, "", kit);
        foreach (var topic in new[] { Input, State, Letters }) await cluster.CreateTopicAsync(topic, 2);
        using var consumer = Consumer(cluster);
        await Eventually.True(() => HasCommitted(consumer, new TopicPartitionOffset(Input, 0, 10)), Bound);
        using var other = Writer(cluster, consumer, "group.host-2");
        other.Initialize();
        other.Begin();
        other.Write(new TransactionRecord(State, 0, [1], "of another"u8.ToArray(), []) { Next = 12 });
        other.AwaitAcknowledgements();

        using var writer = Writer(cluster, consumer);
        writer.Initialize();
        writer.Begin();
        writer.Write(new TransactionRecord(State, 1, [1], "aborted"u8.ToArray(), []) { Next = 5 });
        writer.AwaitAcknowledgements();
        writer.Abort(); // would ask for another producer, had it ended anything

        other.SendOffsets([(0, 12)]);
        other.Commit();

        // The record and its marker, and nothing else.
        await Eventually.True(() => End(consumer, State, 0) > 0, Bound);
        Assert.Equal(2, End(consumer, State, 0));
        Assert.Equal(["of another"], Committed(consumer, State, 0));
        Assert.DoesNotContain(_said, line => line.Contains("is ended", StringComparison.Ordinal));
    }

    private static LogMessage Disconnected() =>
        new("producer-1", SyslogLevel.Info, "FAIL", "broker:9092/1: Disconnected (after 900ms in state UP)");

    private static void WriteTo(KafkaTransactionalWriter writer, int partition, long next)
    {
        writer.Begin();
        writer.Write(new TransactionRecord(State, partition, [1], [2], []) { Next = next });
        writer.AwaitAcknowledgements();
        writer.SendOffsets([(0, next)]);
    }

    /// <summary>A group's first coordinator needs a moment.</summary>
    private static bool HasCommitted(IConsumer<byte[], byte[]> consumer, TopicPartitionOffset position)
    {
        try
        {
            consumer.Commit([position]);
            return true;
        }
        catch (KafkaException failure) when (failure.Error.Code
            is ErrorCode.GroupLoadInProgress or ErrorCode.GroupCoordinatorNotAvailable)
        {
            return false;
        }
    }

    private static JsonObject Record(string topic, int partition, string value, params (string, string)[] headers) =>
        new()
        {
            ["topic"] = topic,
            ["partition"] = partition,
            ["key"] = "key",
            ["value"] = value,
            ["headers"] = new JsonObject(headers.Select(
                header => KeyValuePair.Create(header.Item1, (JsonNode?)header.Item2))),
        };

    private static JsonObject Letter(int partition, string value, long offset) => Record(
        Letters,
        partition,
        value,
        ("dlq.original.topic", Input),
        ("dlq.original.partition", "0"),
        ("dlq.original.offset", $"{offset}"));

    /// <summary>The records, and a position of another partition.</summary>
    private static Task<JsonElement> LeaveHangingAsync(TestCluster cluster, params JsonNode[] records) =>
        NodeScript.RunAsync(
            "leave-hanging.js",
            new JsonObject
            {
                ["bootstrap"] = cluster.BootstrapServers,
                ["transactionalId"] = Id,
                ["group"] = Group,
                ["records"] = new JsonArray(records),
                ["positions"] = new JsonArray(new JsonObject { ["topic"] = Input, ["partition"] = 1, ["offset"] = 50 }),
            },
            Bound);

    private KafkaTransactionalWriter Writer(
        TestCluster cluster, IConsumer<byte[], byte[]> consumer, string id = Id)
    {
        var reader = new ConsumerConfig { BootstrapServers = cluster.BootstrapServers, GroupId = "reader" };
        var config = new ProducerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            TransactionalId = id,
            TransactionTimeoutMs = 10_000,
        };
        return new KafkaTransactionalWriter(
            config, Input, () => consumer.ConsumerGroupMetadata, Bound, TimeProvider.System, log: null)
        {
            Hanging = new HangingTransactions(
                () => _isBlind
                    ? new FakeHeldPartitions(TimeProvider.System, TimeSpan.Zero)
                    : new HeldPartitions(consumer.Handle),
                new TransactionWitness(reader, Input, Group),
                [State, Letters],
                new ConsumerConfig(reader.ToDictionary()) { GroupId = Group },
                _said.Enqueue,
                TimeProvider.System),
        };
    }

    private static IConsumer<byte[], byte[]> Consumer(TestCluster cluster) =>
        new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            GroupId = Group,
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnableAutoCommit = false,
            EnablePartitionEof = true,
        }).Build();

    /// <summary>Before the first open record.</summary>
    private static long End(IConsumer<byte[], byte[]> consumer, string topic, int partition) =>
        consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), Bound).High.Value;

    /// <summary>The values that a reader sees, without records that have none.</summary>
    private static List<string> Committed(IConsumer<byte[], byte[]> consumer, string topic, int partition)
    {
        consumer.Assign(new TopicPartitionOffset(topic, partition, 0));
        var values = new List<string>();
        while (consumer.Consume(Bound) is { IsPartitionEOF: false } result)
        {
            if (result.Message.Value is { } value) values.Add(Encoding.UTF8.GetString(value));
        }

        return values;
    }

    private static async Task<IEnumerable<long>> PositionsAsync(IConsumer<byte[], byte[]> consumer)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var found = await admin.ListConsumerGroupOffsetsAsync(
            [new ConsumerGroupTopicPartitions(Group, [new TopicPartition(Input, 0), new TopicPartition(Input, 1)])],
            new ListConsumerGroupOffsetsOptions { RequireStableOffsets = true });
        return found[0].Partitions.Select(partition => partition.Offset.Value);
    }
}
