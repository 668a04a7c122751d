using System.Numerics;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.State.Restoring;

namespace OrderPipeline.Messaging.Pipeline.Duplicates;

/// <summary>The identities of those among a partition's last records that were good: as committed, and with the
/// overlay.</summary>
/// <remarks>Not thread-safe: the pipeline's thread owns it. Every record that enters the overlay has a place, counted
/// from 0 in an epoch of the ledger; only a good one leaves its identity there.</remarks>
internal sealed class IdentityWindow
{
    /// <summary>Identities behind a retry that are remembered; what is forgotten is read again where it was needed.
    /// </summary>
    private const int MostWaiting = 200_000;

    private readonly int _size;
    private readonly IdentitySlots _slots;
    private readonly Dictionary<UInt128, long> _places = [];
    private readonly HashSet<UInt128> _waiting = [];
    private readonly Stack<(UInt128 Identity, long Place)> _overwritten = [];
    private UInt128[] _ring;
    private long _next;
    private long _committed;

    public IdentityWindow(int size)
    {
        _size = size;
        _slots = new IdentitySlots(size);
        _ring = new UInt128[BitOperations.RoundUpToPowerOf2((uint)Math.Min(size, 1024))];
    }

    /// <summary>Whether a good record had it among the last ones.</summary>
    public bool Contains(UInt128 identity) =>
        identity != 0 && _places.TryGetValue(identity, out var place) && place >= _next - _size;

    /// <summary>Whether a record that has to wait may turn out a duplicate, as far as is known now.</summary>
    public bool Suspects(UInt128 identity)
    {
        if (_waiting.Count >= MostWaiting) _waiting.Clear();
        return identity != 0 && (!_waiting.Add(identity) || Contains(identity));
    }

    /// <summary>Nothing waits any more.</summary>
    public void ForgetWaiting() => _waiting.Clear();

    /// <summary>A good record enters the overlay; 0 where it has no identity.</summary>
    public void Add(UInt128 identity)
    {
        if (identity != 0)
        {
            if (_places.TryGetValue(identity, out var before)) _overwritten.Push((identity, before));
            _places[identity] = _next;
        }

        Append(identity);
    }

    /// <summary>A dead letter enters the overlay.</summary>
    public void Skip() => Append(0);

    /// <summary>Writes what the overlay adds, beside the ledger.</summary>
    public void Write(LaneStateWriter writer, int epoch, long nextOffset) =>
        _slots.Write(writer, new IdentityHead(epoch, nextOffset, _next, _slots.Count), _committed, At);

    /// <summary>The overlay was committed; what has left the window is forgotten.</summary>
    public void Commit()
    {
        for (var place = Math.Max(0, _committed - _size); place < _next - _size; place++)
        {
            ref var identity = ref SlotOf(place);
            if (identity != 0 && _places.TryGetValue(identity, out var last) && last == place) _places.Remove(identity);
            identity = 0;
        }

        _committed = _next;
        _overwritten.Clear();
        _slots.Commit();
    }

    /// <summary>The overlay was dropped: exactly what was committed is known again.</summary>
    public void Discard()
    {
        for (var place = _committed; place < _next; place++)
        {
            ref var identity = ref SlotOf(place);
            if (identity != 0) _places.Remove(identity);
            identity = 0;
        }

        while (_overwritten.TryPop(out var entry))
        {
            if (entry.Place < _committed) _places[entry.Identity] = entry.Place;
        }

        _next = _committed;
        _waiting.Clear();
    }

    /// <summary>Takes what was written up to this ledger.</summary>
    public void Restore(ReservedRecords? records, int epoch, long nextOffset)
    {
        _places.Clear();
        _overwritten.Clear();
        _waiting.Clear();
        Array.Clear(_ring);
        _next = _slots.Restore(records, epoch, nextOffset);
        _committed = _next;
        if (records is null || _next == 0) return;
        foreach (var chunk in records.Identities.Values) RestoreChunk(chunk, epoch);
    }

    private void RestoreChunk(byte[] chunk, int epoch)
    {
        foreach (var (place, identity) in IdentityChunk.Read(chunk, epoch))
        {
            if (place < _next - _size || place >= _next) continue;
            MakeRoom(_next - place);
            SlotOf(place) = identity;
            if (!_places.TryGetValue(identity, out var last) || last < place) _places[identity] = place;
        }
    }

    private UInt128 At(long place) => place >= Math.Max(0, _committed - _size) ? SlotOf(place) : 0;

    private ref UInt128 SlotOf(long place) => ref _ring[place & (_ring.Length - 1)];

    private void Append(UInt128 identity)
    {
        MakeRoom(_next + 1 - Math.Max(0, _committed - _size));
        SlotOf(_next) = identity;
        _next++;
    }

    /// <summary>The ring holds the committed window and the overlay; it grows to what both ever needed.</summary>
    private void MakeRoom(long places)
    {
        if (places <= _ring.Length) return;
        var (old, end) = (_ring, _next);
        _ring = new UInt128[BitOperations.RoundUpToPowerOf2((ulong)places)];
        for (var place = Math.Max(0, end - old.Length); place < end; place++)
            SlotOf(place) = old[place & (old.Length - 1)];
    }
}
