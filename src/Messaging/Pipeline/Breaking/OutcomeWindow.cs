using System.Buffers.Binary;

namespace OrderPipeline.Messaging.Pipeline.Breaking;

/// <summary>Whether each of the last records became a dead letter: as committed, and with the overlay.</summary>
/// <remarks>Not thread-safe: the pipeline's thread owns it.</remarks>
internal sealed class OutcomeWindow(int size)
{
    private const int HeaderSize = 16;

    private readonly Outcomes _committed = new(size);
    private readonly Outcomes _current = new(size);

    /// <summary>Dead letters among them.</summary>
    public int Dead => _current.Dead;

    /// <summary>Adds the next record; the oldest one leaves.</summary>
    public void Add(bool isDead) => _current.Add(isDead);

    public void Commit() => _committed.CopyFrom(_current);

    public void Discard() => _current.CopyFrom(_committed);

    public void Clear() => _current.Clear();

    /// <summary>Epoch and next offset of the ledger that it belongs to, both big-endian, the number of records, and
    /// a bit for each, the oldest first.</summary>
    public byte[] Encode(int epoch, long nextOffset)
    {
        var value = new byte[HeaderSize + ((_current.Count + 7) / 8)];
        BinaryPrimitives.WriteInt32BigEndian(value, epoch);
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(4), nextOffset);
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(12), _current.Count);
        for (var index = 0; index < _current.Count; index++)
        {
            if (_current[index]) value[HeaderSize + (index >> 3)] |= (byte)(1 << (index & 7));
        }

        return value;
    }

    /// <summary>Takes what was written with this ledger. Anything else is of a time when there was no such limit,
    /// and counts for nothing.</summary>
    public void Restore(ReadOnlySpan<byte> value, int epoch, long nextOffset)
    {
        _current.Clear();
        if (value.Length >= HeaderSize
            && BinaryPrimitives.ReadInt32BigEndian(value) == epoch
            && BinaryPrimitives.ReadInt64BigEndian(value[4..]) == nextOffset)
        {
            var bits = value[HeaderSize..];
            var count = Math.Min(BinaryPrimitives.ReadInt32BigEndian(value[12..]), bits.Length * 8);
            for (var index = 0; index < count; index++) _current.Add((bits[index >> 3] >> (index & 7) & 1) == 1);
        }

        Commit();
    }

    private sealed class Outcomes(int size)
    {
        private readonly bool[] _isDead = new bool[size];
        private int _next;

        public int Count { get; private set; }

        public int Dead { get; private set; }

        /// <summary>Counted from the oldest one.</summary>
        public bool this[int index] => _isDead[(_next - Count + index + size) % size];

        public void Add(bool isDead)
        {
            if (Count < size) Count++;
            else if (_isDead[_next]) Dead--;
            if (isDead) Dead++;
            _isDead[_next] = isDead;
            if (++_next == size) _next = 0;
        }

        public void CopyFrom(Outcomes other)
        {
            other._isDead.CopyTo(_isDead, 0);
            (_next, Count, Dead) = (other._next, other.Count, other.Dead);
        }

        public void Clear() => (_next, Count, Dead) = (0, 0, 0);
    }
}
