using System.Buffers.Text;
using System.Text;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>What the library itself keeps in a state partition, beside what the program keeps there.</summary>
internal sealed class ReservedRecords
{
    private static readonly byte[] ReleaseKey = Encoding.UTF8.GetBytes(ReservedKeys.Release);
    private static readonly byte[] RebuiltKey = Encoding.UTF8.GetBytes(ReservedKeys.Rebuilt);
    private static readonly byte[] OutcomesKey = Encoding.UTF8.GetBytes(ReservedKeys.Outcomes);
    private static readonly byte[] IdentitiesKey = Encoding.UTF8.GetBytes(ReservedKeys.Identities);
    private static readonly byte[] SlotPrefix = Encoding.UTF8.GetBytes(ReservedKeys.IdentitySlots);

    /// <summary>The last word of a person, or null.</summary>
    public PartitionRelease? Release { get; private set; }

    /// <summary>The last outcomes as they were written, or null.</summary>
    public byte[]? Outcomes { get; private set; }

    /// <summary>What belongs to all identities together, or null.</summary>
    public byte[]? IdentityHead { get; private set; }

    /// <summary>Chunks of identities by their slots.</summary>
    public Dictionary<int, byte[]> Identities { get; } = [];

    /// <summary>Takes a record if it is one of the library's; a word that cannot be read is none.</summary>
    public bool TryAdd(in RecordView record)
    {
        if (record.Key.Length == 0 || record.Key[0] != (byte)'$') return false;
        if (record.Key.SequenceEqual(ReleaseKey)) Release = PartitionRelease.TryDecode(record.Value);
        else if (record.Key.SequenceEqual(OutcomesKey)) Outcomes = record.Value.ToArray();
        else if (record.Key.SequenceEqual(RebuiltKey)) return Forget();
        else if (record.Key.SequenceEqual(IdentitiesKey)) IdentityHead = record.Value.ToArray();
        else return TryAddSlot(record);
        return true;
    }

    /// <summary>What stood before a rebuild's mark is void; the program's state is made void by its builder.</summary>
    private bool Forget()
    {
        (Release, Outcomes, IdentityHead) = (null, null, null);
        Identities.Clear();
        return false;
    }

    private bool TryAddSlot(in RecordView record)
    {
        if (!record.Key.StartsWith(SlotPrefix) ||
            !Utf8Parser.TryParse(record.Key[SlotPrefix.Length..], out int slot, out var digits) ||
            digits != record.Key.Length - SlotPrefix.Length)
        {
            return false;
        }

        if (record.HasValue) Identities[slot] = record.Value.ToArray();
        else Identities.Remove(slot);
        return true;
    }
}
