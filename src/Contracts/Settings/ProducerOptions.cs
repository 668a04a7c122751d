namespace OrderPipeline.Contracts.Settings;

/// <summary>Section <c>Producer</c>: how orders are sent, and what happens where they cannot be.</summary>
public sealed class ProducerOptions
{
    /// <summary>Attempts to deliver an order, the first one included; 1 to 100.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>How long one attempt may wait for the broker's acknowledgement; 100 ms to 10 minutes.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait before the second attempt, doubled for each further one, with jitter; 0 to 1 minute.</summary>
    public TimeSpan BackoffBase { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts; from <see cref="BackoffBase"/> to 10 minutes.</summary>
    public TimeSpan BackoffMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What becomes the record's key, and so chooses its partition.</summary>
    public ProducerKey Key { get; set; }

    /// <summary>
    /// Folder of dead letters that wait for a broker; null: beside the user's local application data.
    /// </summary>
    public string? SpoolFolder { get; set; }
}
