using System.Buffers;

namespace OrderPipeline.Avro.Json;

/// <summary>
/// Which keys a map has so far, by where they are encoded; a few bytes a key, whatever its length.
/// </summary>
internal struct KeySet : IDisposable
{
    private const int FirstSlots = 16;

    private int[]? _slots; // one more than a key's offset; 0 where free; at least half of them are
    private int _size;
    private int _count;

    /// <summary>False where the key is there already.</summary>
    /// <param name="encoded">Everything that offsets count in; the key is at its end.</param>
    /// <param name="offset">Where the key begins with its length.</param>
    internal bool TryAdd(ReadOnlySpan<byte> encoded, int offset)
    {
        if (_slots is null || 2 * (_count + 1) > _size)
            Grow(encoded);
        var key = KeyAt(encoded, offset);
        for (var slot = SlotOf(key); ; slot = (slot + 1) & (_size - 1))
        {
            var held = _slots![slot];
            if (held == 0)
            {
                _slots[slot] = offset + 1;
                _count++;
                return true;
            }

            if (KeyAt(encoded, held - 1).SequenceEqual(key))
                return false;
        }
    }

    public readonly void Dispose()
    {
        if (_slots is not null)
            ArrayPool<int>.Shared.Return(_slots);
    }

    private static ReadOnlySpan<byte> KeyAt(ReadOnlySpan<byte> encoded, int offset)
    {
        var reader = new AvroReader(encoded[offset..]);
        _ = reader.TryReadBytes(out var key);
        return key;
    }

    private readonly int SlotOf(ReadOnlySpan<byte> key)
    {
        // Seeded a process: nobody can choose keys that collide.
        var hash = default(HashCode);
        hash.AddBytes(key);
        return hash.ToHashCode() & (_size - 1);
    }

    private void Grow(ReadOnlySpan<byte> encoded)
    {
        var (old, oldSize) = (_slots, _size);
        _size = old is null ? FirstSlots : 4 * oldSize;
        _slots = ArrayPool<int>.Shared.Rent(_size);
        _slots.AsSpan(0, _size).Clear();
        for (var i = 0; i < oldSize; i++)
        {
            if (old![i] == 0)
                continue;
            var slot = SlotOf(KeyAt(encoded, old[i] - 1));
            while (_slots[slot] != 0)
                slot = (slot + 1) & (_size - 1);
            _slots[slot] = old[i];
        }

        if (old is not null)
            ArrayPool<int>.Shared.Return(old);
    }
}
