using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions.Hanging;

namespace Messaging.Tests.Transactions.Hanging;

/// <summary>Partition 1 has no leader for some time, or nobody answers at all; nothing is held.</summary>
internal sealed class FakeHeldPartitions(TimeProvider time, TimeSpan leaderComesAfter, bool isAway = false)
    : IHeldPartitions
{
    private readonly long _from = time.GetTimestamp();

    public HeldAnswer Of(string topic, LookTime look)
    {
        if (time.GetElapsedTime(_from) >= leaderComesAfter) return new HeldAnswer([], []);
        if (isAway) throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "no answer"));
        return new HeldAnswer([], [new TopicPartition(topic, 1)]);
    }

    public void Dispose()
    {
        // Nothing is open.
    }
}
