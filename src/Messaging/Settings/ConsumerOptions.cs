namespace OrderPipeline.Messaging.Settings;

/// <summary>How a pipeline reads its input and commits: section <c>Consumer</c> of the settings (SPEC 7).</summary>
public sealed class ConsumerOptions
{
    /// <summary>The consumer group; also the first half of the transactional id.</summary>
    public string Group { get; set; } = "";

    /// <summary>
    /// Name of this instance, the same after a restart; where null the program takes <c>machine-n</c>.
    /// </summary>
    public string? InstanceId { get; set; }

    /// <summary>Attempts in all at a record whose failure can pass, 1 to 1,000.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>Wait before the second attempt; it doubles with each further one.</summary>
    public TimeSpan RetryBackoffBase { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan RetryBackoffMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest time between a record's outcome and its commit, 1 ms to 5 s.</summary>
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Records that may wait for a retry at the same time, over all partitions.</summary>
    public int MaxInFlight { get; set; } = 10_000;

    /// <summary>Outcomes that may wait behind a retry in one partition before the partition is paused.</summary>
    public int LaneCapacity { get; set; } = 100_000;

    /// <summary>Dead letters in a row that stop a partition until it is released, 0 to 1,000,000; 0: no such
    /// limit.</summary>
    public int BreakerConsecutive { get; set; }

    /// <summary>Share of dead letters among the last <see cref="BreakerWindow"/> records that stops a partition until
    /// it is released, 0 to 1; 0: no such limit.</summary>
    public double BreakerRatio { get; set; }

    /// <summary>Records that <see cref="BreakerRatio"/> is taken of, 1 to 100,000.</summary>
    public int BreakerWindow { get; set; } = 1_000;

    /// <summary>How many records of its partition a record's identity is looked for in, 0 to 1,000,000; one that was
    /// averaged among them makes a dead letter. 0: nobody looks. Each takes some 80 bytes of memory.</summary>
    public int DuplicateWindow { get; set; }

    /// <summary>How the records are framed.</summary>
    public InputFormat InputFormat { get; set; } = InputFormat.Confluent;

    /// <summary>
    /// Avro schema file of the writer: <see cref="InputFormat.Raw"/> needs it, <see cref="InputFormat.SingleObject"/>
    /// knows its fingerprint, <see cref="InputFormat.Auto"/> does both; <see cref="InputFormat.Confluent"/>
    /// ignores it.
    /// </summary>
    public string? InputSchemaFile { get; set; }
}
