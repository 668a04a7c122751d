using System.Diagnostics;
using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using TestKit.Clusters;

namespace Messaging.Tests.Consuming;

/// <summary>Static members of a group on a real broker.</summary>
internal static class Members
{
    private const int PollMs = 50;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    public static ConsumerConfig ConfigOf(TestCluster cluster, TestTopics topics, string id) => new()
    {
        BootstrapServers = cluster.BootstrapServers,
        ClientId = "member",
        GroupId = topics.Group,
        GroupInstanceId = id,
        SessionTimeoutMs = 6_000,
        HeartbeatIntervalMs = 500,
        EnableAutoCommit = false,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
    };

    /// <param name="owns">What it owns, as the listener is told.</param>
    public static KafkaGroupConsumer Join(
        ConsumerConfig config, TestTopics topics, out List<int> owns, bool readsByBatch = true)
    {
        var consumer = new KafkaGroupConsumer(config, topics.Orders, new GroupConsumerLog(), readsByBatch);
        var listener = new OwnedPartitions();
        owns = listener.Owned;
        consumer.Subscribe(listener);
        return consumer;
    }

    public static void PollUntil(KafkaGroupConsumer consumer, Func<bool> condition) =>
        PollUntil([consumer], condition);

    /// <summary>Polls all of them by turns.</summary>
    public static void PollUntil(KafkaGroupConsumer[] consumers, Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        var visitor = default(Nobody);
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Bound, "it did not come to that");
            foreach (var consumer in consumers) consumer.Poll(PollMs, ref visitor);
        }
    }

    private sealed class OwnedPartitions : IRebalanceListener
    {
        public List<int> Owned { get; } = [];

        public void Assigned(IReadOnlyList<int> partitions) => Owned.AddRange(partitions);

        public void Revoked(IReadOnlyList<int> partitions, bool isLost) =>
            Owned.RemoveAll(partition => partitions.Contains(partition));
    }

    internal struct Nobody : IRecordVisitor
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
