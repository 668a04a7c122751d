using System.Runtime.CompilerServices;
using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;

namespace Benchmarks.Committing;

/// <summary>Reaches the client of a group member, which commits offsets itself only in the baseline.</summary>
internal static class GroupClient
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_consumer")]
    public static extern ref IConsumer<byte[]?, byte[]?> Of(KafkaGroupConsumer consumer);
}
