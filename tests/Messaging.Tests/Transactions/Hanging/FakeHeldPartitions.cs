using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions.Hanging;

namespace Messaging.Tests.Transactions.Hanging;

/// <summary>Partition 1 has no leader for some time; nothing is held.</summary>
internal sealed class FakeHeldPartitions(TimeProvider time, TimeSpan leaderComesAfter) : IHeldPartitions
{
    private readonly long _from = time.GetTimestamp();

    public HeldAnswer Of(string topic, LookTime look) =>
        new([], time.GetElapsedTime(_from) < leaderComesAfter ? [new TopicPartition(topic, 1)] : []);

    public void Dispose()
    {
        // Nothing is open.
    }
}
