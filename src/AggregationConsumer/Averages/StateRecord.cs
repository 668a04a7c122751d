using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>The last record of one key of a state partition, kept as bytes until the partition is read to its
/// end.</summary>
/// <remarks>Only the last one is ever decoded, so a restore costs a copy for each record it passes.</remarks>
internal sealed class StateRecord
{
    private byte[] _value = [];
    private int _length;

    public long Offset { get; private set; }

    /// <summary>True where the last record deletes the key.</summary>
    public bool IsDeleted { get; private set; }

    public ReadOnlySpan<byte> Value => _value.AsSpan(0, _length);

    /// <summary>Takes the place of what was kept.</summary>
    public void Keep(in RecordView record)
    {
        Offset = record.Offset;
        IsDeleted = !record.HasValue;
        _length = record.Value.Length;
        if (_value.Length < _length) _value = new byte[_length];
        record.Value.CopyTo(_value);
    }
}
