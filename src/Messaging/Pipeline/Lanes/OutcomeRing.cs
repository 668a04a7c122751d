using System.Buffers;

namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>
/// Outcomes of one partition in the order of their offsets, waiting for the first one to be settled.
/// </summary>
/// <remarks>Not thread-safe: the pipeline's thread owns it. It grows up to its capacity; its places come from a pool,
/// so that a partition that comes and goes leaves no garbage.</remarks>
internal sealed class OutcomeRing<TResult>(int capacity) : IDisposable
{
    private const int Smallest = 64;

    private OutcomeSlot<TResult>[] _slots = [];

    /// <summary>A power of two less one: the pool's arrays may be longer.</summary>
    private long _mask = -1;
    private long _head;
    private long _tail;

    public int Count => (int)(_tail - _head);

    public bool IsFull => Count >= capacity;

    /// <summary>Adds an outcome, or the place of one.</summary>
    /// <returns>Its number, for <see cref="Settle"/>.</returns>
    public long Add(in OutcomeSlot<TResult> slot)
    {
        // Invariant: nothing is added to a full ring; it would take the place of the first, which would be lost.
        if (IsFull) throw new InvalidOperationException($"more than {capacity} outcomes were to wait in one lane");
        if (Count > _mask) Grow();
        _slots[_tail & _mask] = slot;
        return _tail++;
    }

    /// <summary>The record with this number came back from the side.</summary>
    public void Settle(long sequence, in OutcomeSlot<TResult> outcome)
    {
        ref var slot = ref _slots[sequence & _mask];
        var nextOffset = slot.NextOffset;
        slot = outcome;
        slot.NextOffset = nextOffset;
        slot.IsSettled = true;
    }

    /// <summary>Takes the first outcome if it is settled.</summary>
    public bool TryTake(out OutcomeSlot<TResult> outcome)
    {
        outcome = default;
        if (_head == _tail) return false;
        ref var slot = ref _slots[_head & _mask];
        if (!slot.IsSettled) return false;
        outcome = slot;
        slot = default;
        _head++;
        return true;
    }

    /// <summary>Drops everything; numbers go on, so that an old one never fits a new place.</summary>
    public void Clear()
    {
        for (; _head < _tail; _head++) _slots[_head & _mask] = default;
    }

    /// <summary>Gives its places back, all empty; nothing may be added any more.</summary>
    public void Dispose()
    {
        Clear();
        if (_slots.Length > 0) ArrayPool<OutcomeSlot<TResult>>.Shared.Return(_slots);
        (_slots, _mask, capacity) = ([], -1, 0);
    }

    private void Grow()
    {
        var size = Math.Max(Smallest, 2 * (_mask + 1));
        var larger = ArrayPool<OutcomeSlot<TResult>>.Shared.Rent((int)size);
        for (var sequence = _head; sequence < _tail; sequence++)
        {
            ref var slot = ref _slots[sequence & _mask];
            larger[sequence & (size - 1)] = slot;
            slot = default;
        }

        if (_slots.Length > 0) ArrayPool<OutcomeSlot<TResult>>.Shared.Return(_slots);
        (_slots, _mask) = (larger, size - 1);
    }
}
