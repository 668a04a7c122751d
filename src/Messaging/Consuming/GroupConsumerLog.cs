using Confluent.Kafka;

namespace OrderPipeline.Messaging.Consuming;

/// <summary>Where a client's own messages and passing errors go; called on any thread.</summary>
internal sealed class GroupConsumerLog
{
    /// <summary>A line of librdkafka's log.</summary>
    public Action<LogMessage>? OnMessage { get; init; }

    /// <summary>An error that the client goes on retrying.</summary>
    public Action<Error>? OnError { get; init; }
}
