using System.Buffers.Binary;
using OrderPipeline.Avro;
using OrderPipeline.Contracts;

namespace Benchmarks.Codec;

/// <summary>
/// Bytes that are no order, each of one sort of malice, made of good orders; the reader says so by status.
/// </summary>
internal sealed class HostileOrders
{
    private readonly byte[][] _data;
    private readonly byte[] _buffer = new byte[512];

    private HostileOrders(string name, OrderSamples samples, Func<byte[], byte[]> spoil)
    {
        Name = name;
        _data = Array.ConvertAll(samples.Avro, good => spoil(good));
        InputBytes = _data.Average(bytes => bytes.Length);
    }

    /// <summary>What is wrong.</summary>
    public string Name { get; }

    /// <summary>Bytes of one input.</summary>
    public double InputBytes { get; }

    /// <summary>Everything that a reader of orders can meet; the length of the id is their first byte.</summary>
    public static HostileOrders[] All(OrderSamples samples) =>
    [
        new("empty", samples, _ => []),
        new("cut in the id", samples, good => good[..5]),
        new("cut in the price", samples, good => good[..^1]),
        new("a length of 2^31-1", samples, good => [0xFE, 0xFF, 0xFF, 0xFF, 0x0F, .. good[1..]]),
        new("a length of 2^62", samples, good => [.. LongBytes(1L << 62), .. good[1..]]),
        new("a negative length", samples, good => [0x01, .. good[1..]]),
        new("a length of 11 bytes", samples, good => [.. Enumerable.Repeat<byte>(0xFF, 10), 0x01, .. good[1..]]),
        new("an id that is not UTF-8", samples, good => With(good, 1, 0xFF)),
        new("a product that ends within a character", samples, good => With(good, good.Length - 5, 0xC3)),
        new("other bytes behind", samples, good => [.. good, 0]),
        new("noise", samples, Noise),
    ];

    /// <summary>Refuses every one; counts them.</summary>
    public long Reject()
    {
        var refused = 0L;
        foreach (var bytes in _data)
        {
            var reader = new AvroReader(bytes);
            if (!OrderView.TryRead(ref reader, out _).IsOk || !reader.TryReadEnd()) refused++;
        }

        return refused;
    }

    /// <summary>The same, by the class's own decoder.</summary>
    public long RejectObject()
    {
        var refused = 0L;
        foreach (var bytes in _data)
        {
            if (!Order.TryReadWhole(bytes, out _).IsOk) refused++;
        }

        return refused;
    }

    private static byte[] LongBytes(long value)
    {
        var buffer = new byte[10];
        var writer = new AvroWriter(buffer);
        writer.WriteLong(value);
        return buffer[..writer.Written];
    }

    private static byte[] With(byte[] good, int at, byte value)
    {
        var bad = good.ToArray();
        bad[at] = value;
        return bad;
    }

    /// <summary>The same for every run; what could be an order by chance is not taken.</summary>
    private static byte[] Noise(byte[] good)
    {
        var random = new Random(BinaryPrimitives.ReadInt32LittleEndian(good.AsSpan(1)));
        var noise = new byte[good.Length];
        do
            random.NextBytes(noise);
        while (AvroSkipper.Check(noise, Order.Schema).IsOk);
        return noise;
    }
}
