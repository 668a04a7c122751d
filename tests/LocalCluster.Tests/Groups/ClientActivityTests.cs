using Confluent.Kafka;
using OrderPipeline.LocalCluster.Groups;
using OrderPipeline.LocalCluster.Screen.Status;
using TestKit;

namespace OrderPipeline.LocalCluster.Tests.Groups;

/// <summary>What librdkafka's own client does against an embedded cluster, as it is seen on its way.</summary>
[Trait("Category", "Broker")]
public sealed class ClientActivityTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly GroupActivity _activity = new(TimeProvider.System);

    [Fact]
    public async Task A_consumer_is_a_member_until_it_closes_and_its_commits_are_positions()
    {
        await using var cluster = await StartAsync();
        using (var consumer = Consumer(cluster))
        {
            consumer.Subscribe("orders");
            Assert.NotNull(consumer.Consume(Bound));
            consumer.Commit([new TopicPartitionOffset("orders", 0, 1)]);

            var group = Assert.Single(_activity.Snapshot());
            Assert.Equal(("g", "reader"), (group.Id, Assert.Single(group.Members).ClientId));
            Assert.Equal([new TopicPosition("orders", 0, 1)], group.Positions);
            consumer.Close();
        }

        await Eventually.True(() => _activity.Snapshot()[0].Members.Count == 0, Bound);
    }

    [Fact]
    public async Task Positions_of_a_transaction_count_when_it_commits()
    {
        await using var cluster = await StartAsync();
        using var consumer = Consumer(cluster);
        consumer.Subscribe("orders");
        Assert.NotNull(consumer.Consume(Bound));
        using var producer = new ProducerBuilder<Null, string>(
            new ProducerConfig { BootstrapServers = cluster.BootstrapServers, TransactionalId = "t" }).Build();
        producer.InitTransactions(Bound);
        Send(3);
        Assert.Empty(_activity.Snapshot()[0].Positions);
        producer.CommitTransaction(Bound);
        Assert.Equal([new TopicPosition("orders", 0, 3)], _activity.Snapshot()[0].Positions);
        Send(4);
        producer.AbortTransaction(Bound);

        Assert.Equal([new TopicPosition("orders", 0, 3)], _activity.Snapshot()[0].Positions);

        void Send(long offset)
        {
            producer.BeginTransaction();
            producer.Produce("averages", new() { Value = "x" });
            producer.SendOffsetsToTransaction([new("orders", 0, offset)], consumer.ConsumerGroupMetadata, Bound);
        }
    }

    [Fact]
    public async Task Topic_ends_are_read_while_the_cluster_runs_and_the_worker_stops()
    {
        await using var cluster = await StartAsync();
        using var stop = new CancellationTokenSource();
        var worker = new TopicEndsWorker(cluster.Brokers.BootstrapServers);
        var running = worker.RunAsync(stop.Token);
        await Eventually.True(
            () => worker.Latest.Any(topic => topic is { Name: "orders", Partitions: [{ Start: 0, End: 5 }] }), Bound);
        await stop.CancelAsync();

        await running.WaitAsync(Bound);
    }

    private async Task<EmbeddedCluster> StartAsync()
    {
        var cluster = await EmbeddedCluster.StartAsync(
            new() { Topics = [new("orders", 1), new("averages", 1)] }, _activity, CancellationToken.None);
        using var producer = new ProducerBuilder<Null, string>(
            new ProducerConfig { BootstrapServers = cluster.BootstrapServers }).Build();
        for (var order = 0; order < 5; order++)
            await producer.ProduceAsync("orders", new() { Value = "order" });
        return cluster;
    }

    private static IConsumer<Ignore, string> Consumer(EmbeddedCluster cluster) =>
        new ConsumerBuilder<Ignore, string>(new ConsumerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            GroupId = "g",
            ClientId = "reader",
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).Build();
}
