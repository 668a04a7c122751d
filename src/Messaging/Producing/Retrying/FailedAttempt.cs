using Confluent.Kafka;

namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>One attempt to send a record that did not succeed.</summary>
/// <param name="StartedAt">When the record was handed to the client.</param>
/// <param name="Duration">Until the failure was known.</param>
/// <param name="Error">librdkafka's or the broker's code.</param>
/// <param name="Persistence">Whether the record may be in its topic all the same.</param>
public readonly record struct FailedAttempt(
    DateTimeOffset StartedAt, TimeSpan Duration, ErrorCode Error, Persistence Persistence)
{
    /// <summary>What the error calls for.</summary>
    public DeliveryFailure Failure => DeliveryFailures.Classify(Error);

    /// <summary>The error in words.</summary>
    public string Reason => Unconfirmed.ReasonOf(Error);
}
