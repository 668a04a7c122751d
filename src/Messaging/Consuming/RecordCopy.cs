namespace OrderPipeline.Messaging.Consuming;

/// <summary>
/// A record that had to wait, or became a dead letter: its bytes as they were, owned by this object.
/// </summary>
public sealed class RecordCopy
{
    /// <summary>The topic's name.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition, from 0.</summary>
    public required int Partition { get; init; }

    /// <summary>The record's offset in its partition.</summary>
    public required long Offset { get; init; }

    /// <summary>Milliseconds since 1970 UTC, or null where the record has no time stamp.</summary>
    public long? TimestampMs { get; init; }

    /// <summary>The key, or null.</summary>
    public byte[]? Key { get; init; }

    /// <summary>The value, or null.</summary>
    public byte[]? Value { get; init; }

    /// <summary>The headers in their order.</summary>
    public IReadOnlyList<RecordHeader> Headers { get; init; } = [];

    /// <summary>Bytes of key, value and headers' values.</summary>
    internal long PayloadBytes
    {
        get
        {
            var bytes = (Key?.Length ?? 0L) + (Value?.Length ?? 0L);
            foreach (var header in Headers) bytes += header.Value?.Length ?? 0;
            return bytes;
        }
    }

    /// <summary>The copy as handlers see records.</summary>
    public RecordView AsView() => new(this);
}
