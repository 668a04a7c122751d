namespace OrderPipeline.Contracts.Topics;

/// <summary>One topic as it is to be: plain data, for whoever makes or checks topics.</summary>
public sealed record PlannedTopic
{
    /// <summary>Its name, from the settings.</summary>
    public required string Name { get; init; }

    /// <summary>Partitions to make it with.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>Name of a topic that must have as many partitions, else null.</summary>
    public string? SamePartitionsAs { get; init; }

    /// <summary>Replicas to make it with.</summary>
    public short ReplicationFactor { get; init; } = 1;

    /// <summary>Kafka's topic settings to make it with.</summary>
    public IReadOnlyDictionary<string, string> Configs { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// True: the last record of each key must stay for ever, so the topic must be compacted and nothing else.
    /// </summary>
    public bool IsCompacted { get; init; }

    /// <summary>Why the topic's clean-up policy matters and what to do, as the end of a sentence.</summary>
    public required string CleanupAdvice { get; init; }
}
