namespace OrderPipeline.Messaging.Topics;

/// <summary>How a topic is made where it is missing, and what must hold for it where it is there.</summary>
public sealed class TopicSpec
{
    /// <summary>Name of the topic.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Partitions that it is made with; an existing topic may have others, unless <see
    /// cref="SamePartitionsAs"/>.
    /// </summary>
    public int Partitions { get; init; } = 1;

    /// <summary>
    /// Name of a topic that has as many partitions; that number wins over <see cref="Partitions"/>.
    /// </summary>
    public string? SamePartitionsAs { get; init; }

    /// <summary>
    /// What to do where the numbers differ, after "orders.averages has 3 partitions and orders 4: "; null for what is
    /// right for most topics.
    /// </summary>
    public string? PartitionAdvice { get; init; }

    /// <summary>Replicas that it is made with; -1 leaves it to the cluster.</summary>
    public short ReplicationFactor { get; init; } = -1;

    /// <summary>Settings that it is made with.</summary>
    public IReadOnlyDictionary<string, string> Configs { get; init; } = new Dictionary<string, string>();

    /// <summary>What must hold for its settings; a topic that was made just now is not asked.</summary>
    public IReadOnlyList<TopicRequirement> Requirements { get; init; } = [];

    /// <summary>What should hold for its settings: a warning where it does not.</summary>
    public IReadOnlyList<TopicRequirement> Recommendations { get; init; } = [];
}
