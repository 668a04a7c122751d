using Confluent.Kafka;

namespace OrderPipeline.Messaging.Producing;

/// <summary>What became of one record that was handed to the client.</summary>
/// <remarks>The spans are the client's own memory: they end with the call that brought the report.</remarks>
public readonly ref struct DeliveryReport
{
    /// <summary>What the caller gave with the record.</summary>
    public nint Tag { get; init; }

    /// <summary>The partition that was chosen; −1 where none was.</summary>
    public int Partition { get; init; }

    /// <summary>Where the record is; negative where it was not acknowledged.</summary>
    public long Offset { get; init; }

    /// <summary><see cref="ErrorCode.NoError"/> where the record was acknowledged.</summary>
    public ErrorCode Error { get; init; }

    /// <summary>Whether the record is in the log.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>Microseconds since the record was handed over; 0 for a record that was acknowledged.</summary>
    public long LatencyMicros { get; init; }

    /// <summary>False: the record was sent with a null key.</summary>
    public bool HasKey { get; init; }

    /// <summary>The key as it was handed over.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>The value as it was handed over.</summary>
    public ReadOnlySpan<byte> Value { get; init; }
}
