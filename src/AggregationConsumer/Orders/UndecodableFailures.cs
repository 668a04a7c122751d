using OrderPipeline.Avro;
using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>The sentences about orders that cannot be decoded, kept for those that fail the same way.</summary>
/// <remarks>Thread-safe: a place holds one object at a time, and two threads may make the same one twice.</remarks>
internal sealed class UndecodableFailures
{
    /// <summary>A power of two; what breaks a producer breaks its orders at few places.</summary>
    private const int Places = 256;

    private readonly Known?[] _known = new Known?[Places];

    /// <summary>What the status comes to.</summary>
    public Failure Of(AvroStatus status)
    {
        ref var place = ref _known[((status.Offset * 31) + (int)status.Code) & (Places - 1)];
        if (Volatile.Read(ref place) is { } known && known.Status == status) return known.Failure;
        var failure = new Failure(FailureKind.Deserialization, $"the value is no order: {status}");
        Volatile.Write(ref place, new Known(status, failure));
        return failure;
    }

    private sealed record Known(AvroStatus Status, Failure Failure);
}
