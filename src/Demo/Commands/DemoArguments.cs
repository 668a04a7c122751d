namespace OrderPipeline.Demo.Commands;

/// <summary>What the demo was asked to do (SPEC 6).</summary>
internal sealed record DemoArguments
{
    public const int MaxOrders = 200_000;

    /// <summary>Good orders that the producer sends, 1 to 200,000.</summary>
    public int Orders { get; init; } = 2_000;

    /// <summary>Equal seeds give equal orders.</summary>
    public ulong Seed { get; init; } = 7;

    /// <summary>The product whose processing always fails; empty: none.</summary>
    public string Fail { get; init; } = "Item3";

    /// <summary>Whether the cluster stays up after the books.</summary>
    public bool Keep { get; init; }

    /// <summary>Kafka's port on localhost; 0 takes a free one.</summary>
    public int KafkaPort { get; init; }

    /// <summary>The registry's port on localhost; 0 takes a free one.</summary>
    public int RegistryPort { get; init; }
}
