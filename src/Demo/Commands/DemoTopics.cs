using OrderPipeline.Contracts.Topics;
using OrderPipeline.LocalCluster;

namespace OrderPipeline.Demo.Commands;

/// <summary>The topics of the demo's cluster.</summary>
internal static class DemoTopics
{
    /// <summary>Partitions of the orders, as SPEC 1 has them.</summary>
    public const int OrdersPartitions = 4;

    // A mock partition keeps 5 MB, and every dead letter of a large run must still be there when it is counted:
    // at most a few thousand of about 700 bytes come to each.
    private const int OrdersPerDeadLetterPartition = 20_000;

    public static IReadOnlyList<EmbeddedTopic> For(int orders) =>
    [
        new(TopicNames.Orders, OrdersPartitions),
        new(TopicNames.DeadLetters, 1 + orders / OrdersPerDeadLetterPartition),
        new(TopicNames.Averages, OrdersPartitions),
        new(TopicNames.Redrives, 1),
    ];
}
