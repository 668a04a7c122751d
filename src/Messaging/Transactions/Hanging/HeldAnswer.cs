using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>What the brokers said of what is held.</summary>
/// <param name="Held">The partitions whose last stable offset lies before their end.</param>
/// <param name="Silent">The partitions that no broker answers for: nobody can tell.</param>
internal sealed record HeldAnswer(IReadOnlyList<HeldPartition> Held, IReadOnlyList<TopicPartition> Silent);
