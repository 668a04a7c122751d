using OrderPipeline.Contracts.Topics;
using OrderPipeline.Messaging.Topics;

namespace OrderPipeline.Producer.Commands;

/// <summary>The planned topics as what makes and checks topics takes them.</summary>
internal static class Topics
{
    public static IReadOnlyList<TopicSpec> Specs(IEnumerable<PlannedTopic> plan) => [.. plan.Select(Spec)];

    private static TopicSpec Spec(PlannedTopic topic) => new()
    {
        Name = topic.Name,
        Partitions = topic.Partitions,
        SamePartitionsAs = topic.SamePartitionsAs,
        ReplicationFactor = topic.ReplicationFactor,
        Configs = topic.Configs,
        Requirements =
        [
            topic.IsCompacted
                ? TopicRequirement.Compacted(topic.CleanupAdvice)
                : TopicRequirement.NotCompacted(topic.CleanupAdvice),
        ],
    };
}
