namespace OrderPipeline.Contracts.Topics;

/// <summary>
/// Names of the record headers that the programs write; every value is UTF-8 text, numbers in decimal.
/// </summary>
public static class HeaderNames
{
    /// <summary>Begins every header of a dead letter, and nothing else.</summary>
    public const string DeadLetterPrefix = "dlq.";

    /// <summary>The dead letter's error kind, for example <c>VALIDATION</c>.</summary>
    public const string ErrorKind = "dlq.error.kind";

    /// <summary>One sentence for people.</summary>
    public const string ErrorReason = "dlq.error.reason";

    /// <summary>The topic that the order was in, or was meant for.</summary>
    public const string OriginalTopic = "dlq.original.topic";

    /// <summary>Absent where the order was never in the log.</summary>
    public const string OriginalPartition = "dlq.original.partition";

    /// <summary>Absent where the order was never in the log.</summary>
    public const string OriginalOffset = "dlq.original.offset";

    /// <summary>Attempts made, 1 where a retry could not help.</summary>
    public const string Attempts = "dlq.attempts";

    /// <summary>When the last attempt failed: ISO 8601, UTC, microseconds.</summary>
    public const string Timestamp = "dlq.timestamp";

    /// <summary>
    /// On an order that was sent again after an outcome nobody knows: it may be in its topic twice.
    /// </summary>
    public const string OrderRetried = "order.retried";
}
