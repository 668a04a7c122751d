namespace Chaos.Tests.Network;

/// <summary>Numbers of requests in Kafka's protocol, of those that faults are done to.</summary>
internal enum KafkaRequestKey : short
{
    Produce = 0,
    EndTransaction = 26,
    CommitTransactionOffsets = 28,
}
