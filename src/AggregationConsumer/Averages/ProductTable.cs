using System.Runtime.InteropServices;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Finds a product by its bytes, without a string for a record.</summary>
/// <remarks>Thread-safe: finding takes no lock, adding a new product does. Hashes are seeded, so nobody can
/// choose them.</remarks>
internal sealed class ProductTable
{
    private readonly Lock _adding = new();
    private Slot[] _slots = new Slot[256];
    private int _count;

    /// <summary>The product with this name, added if it is new.</summary>
    public Product GetOrAdd(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        return Find(Volatile.Read(ref _slots), utf8, hash) ?? Add(utf8, hash);
    }

    private static Product? Find(Slot[] slots, ReadOnlySpan<byte> utf8, int hash)
    {
        for (var index = hash & (slots.Length - 1); ; index = (index + 1) & (slots.Length - 1))
        {
            var product = Volatile.Read(ref slots[index].Product);
            if (product is null) return null;
            if (slots[index].Hash == hash && utf8.SequenceEqual(product.Utf8)) return product;
        }
    }

    private Product Add(ReadOnlySpan<byte> utf8, int hash)
    {
        lock (_adding)
        {
            if (Find(_slots, utf8, hash) is { } known) return known;
            if (_count >= _slots.Length / 2) Grow();
            var product = new Product(_count++, utf8.ToArray());
            Put(_slots, product, hash);
            return product;
        }
    }

    private void Grow()
    {
        var larger = new Slot[_slots.Length * 2];
        foreach (var slot in _slots)
        {
            if (slot.Product is { } product) Put(larger, product, slot.Hash);
        }

        Volatile.Write(ref _slots, larger);
    }

    private static void Put(Slot[] slots, Product product, int hash)
    {
        var index = hash & (slots.Length - 1);
        while (slots[index].Product is not null) index = (index + 1) & (slots.Length - 1);
        slots[index].Hash = hash;

        // Invariant: the product is published last; a reader that sees it sees its hash.
        Volatile.Write(ref slots[index].Product, product);
    }

    /// <summary>The runtime's seeded hash of strings, two bytes as one character: nobody can choose it.</summary>
    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        var pairs = string.GetHashCode(MemoryMarshal.Cast<byte, char>(utf8));
        return (utf8.Length & 1) == 0 ? pairs : unchecked(pairs + ((utf8[^1] + 1) * 0x61C88647));
    }

    private struct Slot
    {
        public int Hash;
        public Product? Product;
    }
}
