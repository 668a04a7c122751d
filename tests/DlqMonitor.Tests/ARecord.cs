using System.Text;
using OrderPipeline.Messaging;
using OrderPipeline.Messaging.Consuming;

namespace DlqMonitor.Tests;

/// <summary>Builds the record that holds a dead letter: partition 0, offset 12.</summary>
internal sealed class ARecord
{
    private readonly List<RecordHeader> _headers = [];
    private byte[]? _key;
    private byte[]? _value;

    public ARecord Key(string text)
    {
        _key = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public ARecord Value(string text) => Value(Encoding.UTF8.GetBytes(text));

    public ARecord Value(byte[] bytes)
    {
        _value = bytes;
        return this;
    }

    public ARecord Header(string name, string text) => Header(name, Encoding.UTF8.GetBytes(text));

    public ARecord Header(string name, byte[]? bytes)
    {
        _headers.Add(new RecordHeader(name, bytes));
        return this;
    }

    /// <summary>Of 2026-11-17, 01:45:30.123 UTC.</summary>
    public RecordCopy Build() => new()
    {
        Topic = "orders.DLQ",
        Partition = 0,
        Offset = 12,
        TimestampMs = 1_794_879_930_123,
        Key = _key,
        Value = _value,
        Headers = _headers,
    };
}
