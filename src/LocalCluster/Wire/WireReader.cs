using System.Buffers.Binary;

namespace OrderPipeline.LocalCluster.Wire;

/// <summary>Reads the fields of one request or response of Kafka's protocol, forward only.</summary>
/// <remarks>Past the end, or at a length that cannot be, it fails for good: every further field is empty or 0 and
/// <see cref="Failed"/> says so. Nothing is thrown.</remarks>
/// <param name="data">From the first field on.</param>
/// <param name="flexible">Whether this version is flexible: compact lengths and tagged fields.</param>
internal ref struct WireReader(ReadOnlySpan<byte> data, bool flexible)
{
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>Whether a field did not fit into the data.</summary>
    public bool Failed { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short), zeros: true));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int), zeros: true));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long), zeros: true));

    public bool Boolean() => Take(1, zeros: true)[0] != 0;

    /// <summary>A UUID's 16 bytes.</summary>
    public ReadOnlySpan<byte> Uuid() => Take(16, zeros: true);

    /// <summary>A string's UTF-8 bytes; empty where it is null.</summary>
    public ReadOnlySpan<byte> String() => Take(flexible ? CompactLength() : Int16(), zeros: false);

    /// <summary>The bytes of a field such as <c>records</c>; empty where it is null.</summary>
    public ReadOnlySpan<byte> Bytes() => Take(flexible ? CompactLength() : Int32(), zeros: false);

    /// <summary>How many elements follow; 0 where the array is null.</summary>
    public int ArrayLength()
    {
        var length = flexible ? CompactLength() : Int32();
        // An element takes a byte at least, so a larger number is nonsense.
        if (length > _data.Length - Position)
            Fail();
        return Failed ? 0 : Math.Max(length, 0);
    }

    /// <summary>Passes over the tagged fields at the end of a structure; nothing where the version is not
    /// flexible.</summary>
    public void TaggedFields()
    {
        if (!flexible)
            return;
        for (var left = UnsignedVarint(); left > 0 && !Failed; left--)
        {
            UnsignedVarint();
            Take((int)Math.Min(UnsignedVarint(), int.MaxValue), zeros: false);
        }
    }

    /// <summary>Passes over so many bytes.</summary>
    public void Skip(int bytes) => Take(bytes, zeros: false);

    private int CompactLength() => (int)Math.Min(UnsignedVarint(), int.MaxValue) - 1;

    private uint UnsignedVarint()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Take(1, zeros: true)[0];
            value |= (uint)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }

        Fail();
        return 0;
    }

    private ReadOnlySpan<byte> Take(int length, bool zeros)
    {
        if (length > _data.Length - Position)
            Fail();
        if (Failed || length < 0)
            return zeros ? Zeros : default;
        var taken = _data.Slice(Position, length);
        Position += length;
        return taken;
    }

    private void Fail()
    {
        Failed = true;
        Position = _data.Length;
    }

    private static ReadOnlySpan<byte> Zeros => "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8;
}
