using System.Text;

namespace Avro.Tests.RoundTrips;

/// <summary>Avro's binary encoding, written in the plainest way from the specification.</summary>
internal sealed class PlainBytes
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public void Long(long value)
    {
        var left = value < 0 ? ~(ulong)value * 2 + 1 : (ulong)value * 2;
        for (; left > 127; left /= 128)
            _bytes.Add((byte)((left % 128) + 128));
        _bytes.Add((byte)left);
    }

    public void Boolean(bool value) => _bytes.Add(value ? (byte)1 : (byte)0);

    public void Float(float value) => LittleEndian(BitConverter.SingleToUInt32Bits(value), 4);

    public void Double(double value) => LittleEndian(BitConverter.DoubleToUInt64Bits(value), 8);

    public void Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public void Bytes(byte[] value)
    {
        Long(value.Length);
        Fixed(value);
    }

    public void Fixed(byte[] value) => _bytes.AddRange(value);

    /// <summary>Items in one block, then the empty one that ends them.</summary>
    public void Block<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        if (items.Count > 0)
            Long(items.Count);
        foreach (var item in items)
            write(item);
        Long(0);
    }

    private void LittleEndian(ulong bits, int size)
    {
        for (var i = 0; i < size; i++)
            _bytes.Add((byte)(bits >> (8 * i)));
    }
}
