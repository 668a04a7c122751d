namespace OrderPipeline.Messaging.Rebuilding;

/// <summary>What a rebuild counts anew, and from where.</summary>
public sealed record RebuildOptions
{
    /// <summary>The topic that is read.</summary>
    public required string InputTopic { get; init; }

    /// <summary>The compacted topic of the state.</summary>
    public required string StateTopic { get; init; }

    /// <summary>Partitions of both.</summary>
    public required int Partitions { get; init; }

    /// <summary>Begin at the first record there is, where earlier ones have been deleted.</summary>
    public bool IsFromAvailable { get; init; }
}
