namespace OrderPipeline.Messaging.Producing;

/// <summary>One record to send: spans that the caller may use again as soon as the call returns.</summary>
public readonly ref struct OutgoingRecord
{
    /// <summary>A record with a key and a value, both of which may be empty, for any partition.</summary>
    public OutgoingRecord(string topic, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Topic = topic;
        Key = key;
        Value = value;
    }

    /// <summary>The topic's name; the same string object each time is found fastest.</summary>
    public string Topic { get; }

    /// <summary>The key's bytes; nothing of it is sent where <see cref="HasKey"/> is false.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>The value's bytes; nothing of it is sent where <see cref="HasValue"/> is false.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>False: the record's key is null, which is not the same as empty.</summary>
    public bool HasKey { get; init; } = true;

    /// <summary>False: the record's value is null, a tombstone.</summary>
    public bool HasValue { get; init; } = true;

    /// <summary>The partition, or −1 to let the client's partitioner choose by the key.</summary>
    public int Partition { get; init; } = -1;

    /// <summary>Headers in their order, or null.</summary>
    public IReadOnlyList<RecordHeader>? Headers { get; init; }
}
