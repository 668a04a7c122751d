using System.Diagnostics;
using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using TestKit.Clusters;

namespace Messaging.Tests.Consuming;

[Trait("Category", "Broker")]
public sealed class FencedMemberTests(KafkaClusterFixture clusters)
{
    private const int PollMs = 50;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_fenced_member_learns_who_has_its_id_and_joins_again_when_nobody_has()
    {
        var (cluster, topics) = await PrepareAsync();
        var config = ConfigOf(cluster, topics);
        var check = new KafkaIdentityCheck(
            new AdminClientConfig { BootstrapServers = cluster.BootstrapServers }, config, TimeProvider.System);
        using var first = Join(config, topics, readsByBatch: true, out var firstOwns);
        PollUntil(first, () => firstOwns.Count == 1);
        using (var second = Join(config, topics, readsByBatch: true, out var secondOwns))
        {
            PollUntil(second, () => secondOwns.Count == 1);
            Assert.Throws<FencedMemberException>(() => PollUntil(first, () => false));

            var holder = await check.FindHolderAsync(TestContext.Current.CancellationToken);

            Assert.StartsWith("fencing on ", holder, StringComparison.Ordinal);
        }

        // The second went without a word: its session ends by itself.
        Assert.Null(await check.FindHolderAsync(TestContext.Current.CancellationToken));
        firstOwns.Clear();
        first.Rejoin();
        PollUntil(first, () => firstOwns.Count == 1);
    }

    [Fact]
    public async Task The_slow_path_is_told_of_a_fencing_as_well()
    {
        var (cluster, topics) = await PrepareAsync();
        using var first = Join(ConfigOf(cluster, topics), topics, readsByBatch: false, out var firstOwns);
        PollUntil(first, () => firstOwns.Count == 1);
        using var second = Join(ConfigOf(cluster, topics), topics, readsByBatch: true, out var secondOwns);
        PollUntil(second, () => secondOwns.Count == 1);

        Assert.Throws<FencedMemberException>(() => PollUntil(first, () => false));
    }

    private async Task<(TestCluster Cluster, TestTopics Topics)> PrepareAsync()
    {
        var cluster = await clusters.RequireRealAsync("never lets go of a fenced member");
        var topics = new TestTopics();
        await cluster.CreateTopicAsync(topics.Orders, 1);
        return (cluster, topics);
    }

    private static ConsumerConfig ConfigOf(TestCluster cluster, TestTopics topics) => new()
    {
        BootstrapServers = cluster.BootstrapServers,
        ClientId = "fencing",
        GroupId = topics.Group,
        GroupInstanceId = "host-1",
        SessionTimeoutMs = 6_000,
        HeartbeatIntervalMs = 500,
        EnableAutoCommit = false,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
    };

    private static KafkaGroupConsumer Join(
        ConsumerConfig config, TestTopics topics, bool readsByBatch, out List<int> owns)
    {
        var consumer = new KafkaGroupConsumer(config, topics.Orders, new GroupConsumerLog(), readsByBatch);
        var listener = new OwnedPartitions();
        owns = listener.Owned;
        consumer.Subscribe(listener);
        return consumer;
    }

    private static void PollUntil(KafkaGroupConsumer consumer, Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        var visitor = default(Nobody);
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Bound, "it did not come to that");
            consumer.Poll(PollMs, ref visitor);
        }
    }

    private sealed class OwnedPartitions : IRebalanceListener
    {
        public List<int> Owned { get; } = [];

        public void Assigned(IReadOnlyList<int> partitions) => Owned.AddRange(partitions);

        public void Revoked(IReadOnlyList<int> partitions, bool isLost) =>
            Owned.RemoveAll(partition => partitions.Contains(partition));
    }

    private struct Nobody : IRecordVisitor
    {
        public void Visit(in RecordView record)
        {
        }

        public void VisitEnd(int partition, long offset)
        {
        }

        public void VisitError(int partition, ErrorCode code, string reason)
        {
        }
    }
}
