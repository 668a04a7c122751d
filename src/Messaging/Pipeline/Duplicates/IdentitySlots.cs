using System.Globalization;
using OrderPipeline.Messaging.Pipeline.Lanes;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.State.Restoring;

namespace OrderPipeline.Messaging.Pipeline.Duplicates;

/// <summary>Where chunks of identities lie in the state partition: a ring of slots, one key each.</summary>
/// <remarks>Chunk <c>c</c> lies in slot <c>c mod Count</c>. The window touches one chunk more than it fills, at most;
/// so none that is needed is ever replaced.</remarks>
internal sealed class IdentitySlots(int window)
{
    /// <summary>Slots that hold something of another ring; they are deleted once all is in this one.</summary>
    private readonly List<int> _foreign = [];
    private bool _isMoving;

    public int Count { get; } = ((window + IdentityChunk.Places - 1) / IdentityChunk.Places) + 1;

    /// <summary>Writes the chunks that the overlay touches, and the head.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="head">The head.</param>
    /// <param name="committed">The first place of the overlay.</param>
    /// <param name="at">The identity at a place, 0 where none is known.</param>
    public void Write(LaneStateWriter writer, IdentityHead head, long committed, Func<long, UInt128> at)
    {
        var last = (head.Next - 1) / IdentityChunk.Places;
        var from = (_isMoving ? Math.Max(0, head.Next - window) : committed) / IdentityChunk.Places;
        // Invariant: a ring of another size is written anew in one go; chunk by chunk one that is still needed could
        // be replaced.
        for (var chunk = Math.Max(from, last - Count + 1); chunk <= last; chunk++)
        {
            if (IdentityChunk.Encode(head.Epoch, chunk, head.Next, at) is not { } value) continue;
            writer.Write(KeyOf((int)(chunk % Count)), value);
        }

        foreach (var slot in _foreign) writer.Delete(KeyOf(slot));
        writer.Write(ReservedKeys.Identities, head.Encode());
    }

    public void Commit()
    {
        _isMoving = false;
        _foreign.Clear();
    }

    /// <summary>Looks at what was written.</summary>
    /// <returns>The place of the next record.</returns>
    public long Restore(ReservedRecords? records, int epoch, long nextOffset)
    {
        Commit();
        if (IdentityHead.TryDecode(records?.IdentityHead) is not { } head || head.Epoch != epoch
            || head.NextOffset > nextOffset)
        {
            return 0;
        }

        if (head.Slots != Count)
        {
            _isMoving = true;
            _foreign.AddRange(records!.Identities.Keys.Where(slot => slot >= Count));
        }

        // Where nobody looked for duplicates for a while, at most so many records went by.
        return head.Next + (nextOffset - head.NextOffset);
    }

    private static string KeyOf(int slot) =>
        ReservedKeys.IdentitySlots + slot.ToString("000000", CultureInfo.InvariantCulture);
}
