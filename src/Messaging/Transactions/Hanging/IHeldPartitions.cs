using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>Knows what undecided records hold.</summary>
internal interface IHeldPartitions : IDisposable
{
    /// <summary>Asks all partitions of a topic; nothing where there is no such topic. Blocks within the look's
    /// time.</summary>
    /// <exception cref="KafkaException">The cluster does not answer.</exception>
    HeldAnswer Of(string topic, LookTime look);
}
