using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace OrderPipeline.Producer.Source.Random;

/// <summary>The seed of one run, and the beginning of its order ids.</summary>
/// <param name="Seed">Of products and prices.</param>
/// <param name="IdPrefix">The seed in decimal where a person chose it, else in 13 letters and digits.</param>
internal readonly record struct RunSeed(ulong Seed, string IdPrefix)
{
    /// <summary>Crockford's base 32: no letters that look like digits.</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A seed that a person gave: the same ids each time.</summary>
    public static RunSeed Given(ulong seed) => new(seed, seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>64 bits of the system's entropy: ids are unique across runs.</summary>
    public static RunSeed Fresh()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return Drawn(BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    internal static RunSeed Drawn(ulong seed) => new(seed, string.Create(13, seed, static (text, left) =>
    {
        for (var index = text.Length - 1; index >= 0; index--, left >>= 5) text[index] = Alphabet[(int)(left & 31)];
    }));
}
