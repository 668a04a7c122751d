using System.Text;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>What the library itself keeps in a state partition, beside what the program keeps there.</summary>
internal sealed class ReservedRecords
{
    private static readonly byte[] ReleaseKey = Encoding.UTF8.GetBytes(ReservedKeys.Release);
    private static readonly byte[] OutcomesKey = Encoding.UTF8.GetBytes(ReservedKeys.Outcomes);

    /// <summary>The last word of a person, or null.</summary>
    public PartitionRelease? Release { get; private set; }

    /// <summary>The last outcomes as they were written, or null.</summary>
    public byte[]? Outcomes { get; private set; }

    /// <summary>Takes a record if it is one of the library's; a word that cannot be read is none.</summary>
    public bool TryAdd(in RecordView record)
    {
        if (record.Key.Length == 0 || record.Key[0] != (byte)'$') return false;
        if (record.Key.SequenceEqual(ReleaseKey)) Release = PartitionRelease.TryDecode(record.Value);
        else if (record.Key.SequenceEqual(OutcomesKey)) Outcomes = record.Value.ToArray();
        else return false;
        return true;
    }
}
