using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.Handling;

/// <summary>
/// A record that is to become a dead letter: its bytes as they were, and the diary of its attempts.
/// </summary>
/// <param name="Record">The record, byte for byte.</param>
/// <param name="Failure">What the last attempt came to.</param>
/// <param name="Attempts">Every attempt since the record was last read, the first one first.</param>
public sealed record FailedRecord(RecordCopy Record, Failure Failure, IReadOnlyList<Attempt> Attempts)
{
    /// <summary>When the last attempt failed, UTC.</summary>
    public DateTimeOffset FailedAt => Attempts[^1].StartedAt.AddMicroseconds(Attempts[^1].DurationMicros);
}
