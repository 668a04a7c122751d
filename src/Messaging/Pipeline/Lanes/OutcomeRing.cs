namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>
/// Outcomes of one partition in the order of their offsets, waiting for the first one to be settled.
/// </summary>
/// <remarks>Not thread-safe: the pipeline's thread owns it. It grows up to its capacity and is reused.</remarks>
internal sealed class OutcomeRing<TResult>(int capacity)
{
    private OutcomeSlot<TResult>[] _slots = new OutcomeSlot<TResult>[Math.Min(capacity, 64)];
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
        if (Count == _slots.Length) Grow();
        _slots[_tail % _slots.Length] = slot;
        return _tail++;
    }

    /// <summary>The record with this number came back from the side.</summary>
    public void Settle(long sequence, in OutcomeSlot<TResult> outcome)
    {
        ref var slot = ref _slots[sequence % _slots.Length];
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
        ref var slot = ref _slots[_head % _slots.Length];
        if (!slot.IsSettled) return false;
        outcome = slot;
        slot = default;
        _head++;
        return true;
    }

    /// <summary>Drops everything; numbers go on, so that an old one never fits a new place.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        _head = _tail;
    }

    private void Grow()
    {
        var larger = new OutcomeSlot<TResult>[Math.Min(capacity, _slots.Length * 2)];
        for (var sequence = _head; sequence < _tail; sequence++)
        {
            larger[sequence % larger.Length] = _slots[sequence % _slots.Length];
        }

        _slots = larger;
    }
}
