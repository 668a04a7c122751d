namespace Avro.Fuzz.Mutating;

/// <summary>Changes bytes as if line noise, or somebody who knows the format, had.</summary>
internal static class ByteMutator
{
    /// <summary>Inputs longer than this tell nothing that shorter ones do not.</summary>
    internal const int MaxLength = 4096;

    /// <summary>Numbers that sit at an edge, as varints: lengths, counts, positions.</summary>
    private static readonly byte[][] Edges =
    [
        [0x00], [0x01], [0x02], [0x03], [0x7E], [0x7F], [0x80, 0x01], [0x81, 0x01], [0xFE, 0x01],
        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFE, 0xFF, 0xFF, 0xFF, 0x0F], [0x80, 0x80, 0x80, 0x80, 0x10],
        [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
        [0x80, 0x00], [0x80, 0x80, 0x80, 0x80, 0x00], [0x82, 0x80, 0x00],
        [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xC0, 0x80],
        [0x00, 0x00, 0xC0, 0x7F], [0x00, 0x00, 0x80, 0xFF], [0x00, 0x00, 0x00, 0x80],
    ];

    /// <summary>A changed copy; <paramref name="other"/> is an input to take pieces from.</summary>
    internal static byte[] Mutate(byte[] input, byte[] other, Random random)
    {
        var bytes = new List<byte>(input);
        for (var changes = 1 << random.Next(4); changes > 0; changes--)
            Change(bytes, other, random);
        if (bytes.Count > MaxLength)
            bytes.RemoveRange(MaxLength, bytes.Count - MaxLength);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var left = bytes.Count - at;
        switch (random.Next(10))
        {
            case 0 when left > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when left > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when left > 0:
                bytes[at] = (byte)(bytes[at] + random.Next(-4, 5));
                break;
            case 3:
                bytes.RemoveRange(at, random.Next(Math.Min(left, 16) + 1));
                break;
            case 4:
                bytes.InsertRange(at, Piece(bytes.ToArray(), random));
                break;
            case 5:
                bytes.InsertRange(at, Piece(other, random));
                break;
            case 6:
                bytes.InsertRange(at, Edges[random.Next(Edges.Length)]);
                break;
            case 7:
                var edge = Edges[random.Next(Edges.Length)];
                bytes.RemoveRange(at, Math.Min(left, random.Next(edge.Length + 1)));
                bytes.InsertRange(at, edge);
                break;
            case 8 when random.Next(4) == 0:
                bytes.RemoveRange(at, left);
                break;
            default:
                bytes.Insert(at, (byte)random.Next(random.Next(2) == 0 ? 8 : 256));
                break;
        }
    }

    private static ReadOnlySpan<byte> Piece(byte[] from, Random random)
    {
        var start = random.Next(from.Length + 1);
        var length = random.Next(Math.Min(from.Length - start, 64) + 1);
        return from.AsSpan(start, length);
    }
}
