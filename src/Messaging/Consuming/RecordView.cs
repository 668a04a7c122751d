using OrderPipeline.Messaging.Native;

namespace OrderPipeline.Messaging.Consuming;

/// <summary>One record where it lies: key and value are spans over the client's memory.</summary>
/// <remarks>Valid only inside the call that hands it out; <see cref="ToCopy"/> keeps it longer.</remarks>
public readonly unsafe ref struct RecordView
{
    private readonly NativeMessage* _message;
    private readonly RecordCopy? _copy;
    private readonly string _topic;

    internal RecordView(string topic, NativeMessage* message)
    {
        _message = message;
        _topic = topic;
        Partition = message->Partition;
        Offset = message->Offset;
        HasKey = message->Key is not null;
        HasValue = message->Value is not null;
        Key = new ReadOnlySpan<byte>(message->Key, (int)message->KeyLength);
        Value = new ReadOnlySpan<byte>(message->Value, (int)message->ValueLength);
    }

    internal RecordView(RecordCopy copy)
    {
        _copy = copy;
        _topic = copy.Topic;
        Partition = copy.Partition;
        Offset = copy.Offset;
        HasKey = copy.Key is not null;
        HasValue = copy.Value is not null;
        Key = copy.Key;
        Value = copy.Value;
    }

    /// <summary>The topic's name.</summary>
    public string Topic => _topic;

    /// <summary>The partition, from 0.</summary>
    public int Partition { get; }

    /// <summary>The record's offset in its partition.</summary>
    public long Offset { get; }

    /// <summary>The key's bytes; empty for an empty and for a null key.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>The value's bytes; empty for an empty and for a null value.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>False where the key is null.</summary>
    public bool HasKey { get; }

    /// <summary>False where the value is null (a tombstone).</summary>
    public bool HasValue { get; }

    /// <summary>Milliseconds since 1970 UTC, or null where the record has no time stamp.</summary>
    public long? TimestampMs => _copy is not null ? _copy.TimestampMs : ConsumeCalls.TimestampMs(_message);

    /// <summary>The record's headers, copied, in their order.</summary>
    public IReadOnlyList<RecordHeader> ReadHeaders() =>
        _copy is not null ? _copy.Headers : ConsumeCalls.Headers(_message);

    /// <summary>A copy that outlives the call.</summary>
    public RecordCopy ToCopy() => _copy ?? new RecordCopy
    {
        Topic = _topic,
        Partition = Partition,
        Offset = Offset,
        TimestampMs = TimestampMs,
        Key = HasKey ? Key.ToArray() : null,
        Value = HasValue ? Value.ToArray() : null,
        Headers = ReadHeaders(),
    };
}
