namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>How often and how long a publisher tries.</summary>
public sealed record PublisherOptions
{
    /// <summary>Topic of the records.</summary>
    public required string Topic { get; init; }

    /// <summary>Topic of the dead letters.</summary>
    public required string DeadLetterTopic { get; init; }

    /// <summary>Header that marks a record which may be in its topic already; null for none.</summary>
    public string? RetriedHeader { get; init; }

    /// <summary>Attempts in all, 1 or more.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Median wait before the second attempt; it doubles with each further one.</summary>
    public TimeSpan BackoffBase { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Records on their way to the broker at most; no more are taken then.</summary>
    public int MaxInFlight { get; init; } = 100_000;

    /// <summary>
    /// Failed records that wait for a retry or for their dead letter at most; no more are taken then.
    /// </summary>
    public int MaxFailed { get; init; } = 10_000;
}
