using System.Buffers.Binary;

namespace OrderPipeline.Messaging.Pipeline.Duplicates;

/// <summary>A record such as <c>$ids/000017</c>: the identities of 256 places in a row, some of them empty.</summary>
internal static class IdentityChunk
{
    /// <summary>Places of a chunk; its record has 4,364 bytes at most.</summary>
    public const int Places = 256;

    private const int HeaderSize = 12;
    private const int EntrySize = 17;

    /// <summary>Epoch and number of the chunk, big-endian; then for each identity its place within the chunk, one
    /// byte, and the identity, big-endian. Null where there is none.</summary>
    public static byte[]? Encode(int epoch, long chunk, long end, Func<long, UInt128> at)
    {
        var first = chunk * Places;
        var last = Math.Min(end, first + Places);
        var count = 0;
        for (var place = first; place < last; place++)
        {
            if (at(place) != 0) count++;
        }

        if (count == 0) return null;
        var value = new byte[HeaderSize + (count * EntrySize)];
        BinaryPrimitives.WriteInt32BigEndian(value, epoch);
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(4), chunk);
        var rest = value.AsSpan(HeaderSize);
        for (var place = first; place < last; place++)
        {
            var identity = at(place);
            if (identity == 0) continue;
            rest[0] = (byte)(place - first);
            BinaryPrimitives.WriteUInt128BigEndian(rest[1..], identity);
            rest = rest[EntrySize..];
        }

        return value;
    }

    /// <summary>The identities and their places; none where it is of another epoch.</summary>
    public static IEnumerable<(long Place, UInt128 Identity)> Read(byte[] value, int epoch)
    {
        if (value.Length < HeaderSize || BinaryPrimitives.ReadInt32BigEndian(value) != epoch) yield break;
        var first = BinaryPrimitives.ReadInt64BigEndian(value.AsSpan(4)) * Places;
        for (var at = HeaderSize; at + EntrySize <= value.Length; at += EntrySize)
            yield return (first + value[at], BinaryPrimitives.ReadUInt128BigEndian(value.AsSpan(at + 1)));
    }
}
