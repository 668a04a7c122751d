using System.Buffers.Binary;

namespace OrderPipeline.Messaging.Pipeline.Duplicates;

/// <summary>Record <c>$ids</c>: which ledger the identities belong to, and how many records there were.</summary>
/// <param name="Epoch">Of the ledger.</param>
/// <param name="NextOffset">Of the ledger.</param>
/// <param name="Next">The place of the next record.</param>
/// <param name="Slots">How many slots the chunks go round in.</param>
internal readonly record struct IdentityHead(int Epoch, long NextOffset, long Next, int Slots)
{
    private const int Size = 24;

    /// <summary>The four numbers, big-endian.</summary>
    public byte[] Encode()
    {
        var value = new byte[Size];
        BinaryPrimitives.WriteInt32BigEndian(value, Epoch);
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(4), NextOffset);
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(12), Next);
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(20), Slots);
        return value;
    }

    /// <summary>Reads a value; null where it is none.</summary>
    public static IdentityHead? TryDecode(ReadOnlySpan<byte> value) => value.Length < Size ? null : new IdentityHead(
        BinaryPrimitives.ReadInt32BigEndian(value),
        BinaryPrimitives.ReadInt64BigEndian(value[4..]),
        BinaryPrimitives.ReadInt64BigEndian(value[12..]),
        BinaryPrimitives.ReadInt32BigEndian(value[20..]));
}
