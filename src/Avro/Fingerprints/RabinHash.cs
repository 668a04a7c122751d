namespace OrderPipeline.Avro.Fingerprints;

/// <summary>CRC-64-AVRO, Rabin's fingerprint of 64 bits (specification, "Schema Fingerprints").</summary>
internal static class RabinHash
{
    /// <summary>The polynomial, which is the fingerprint of no bytes, too.</summary>
    private const ulong Empty = 0xC15D213AA4D7A795;

    private static readonly ulong[] Table = MakeTable();

    internal static ulong Of(ReadOnlySpan<byte> data)
    {
        var hash = Empty;
        foreach (var b in data)
            hash = (hash >> 8) ^ Table[(byte)hash ^ b];
        return hash;
    }

    private static ulong[] MakeTable()
    {
        var table = new ulong[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
                value = (value >> 1) ^ ((value & 1) == 0 ? 0 : Empty);
            table[i] = value;
        }

        return table;
    }
}
