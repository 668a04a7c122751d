namespace OrderPipeline.LocalCluster;

/// <summary>Where an embedded cluster listens and what it holds.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>The port of Kafka's one address on localhost; 0 takes any free one.</summary>
    public int KafkaPort { get; init; }

    /// <summary>The port of the schema registry on localhost; 0 takes any free one.</summary>
    public int RegistryPort { get; init; }

    /// <summary>Each is made before the first client can connect.</summary>
    public IReadOnlyList<EmbeddedTopic> Topics { get; init; } =
    [
        new("orders", 4),
        new("orders.DLQ", 1),
        new("orders.averages", 4),
        new("orders.redrives", 1),
    ];
}
