using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace OrderPipeline.Avro;

/// <summary>Writes Avro's binary encoding into the caller's span; never allocates, never throws.</summary>
/// <remarks>
/// The first failure sticks: what comes after it is not written. After <see cref="Overflowed"/> the caller
/// begins again
/// with a longer span.
/// </remarks>
public ref struct AvroWriter
{
    // Invariant: after a failure the destination ends at _written, so no later write finds room.
    private Span<byte> _destination;
    private int _written;
    private AvroErrorCode _error;

    /// <summary>A writer that begins at the start of <paramref name="destination"/>.</summary>
    public AvroWriter(Span<byte> destination)
    {
        _destination = destination;
    }

    /// <summary>Bytes written so far; those of a failed value are not counted.</summary>
    public readonly int Written => _written;

    /// <summary>Bytes that still fit; 0 after a failure.</summary>
    public readonly int Free => _destination.Length - _written;

    /// <summary>Whether the destination was too short.</summary>
    public readonly bool Overflowed => _error == AvroErrorCode.DestinationTooShort;

    /// <summary>What went wrong first; <see cref="AvroErrorCode.None"/> while all is well.</summary>
    public readonly AvroErrorCode Error => _error;

    /// <summary>The first failure with its place; ok while all is well.</summary>
    public readonly AvroStatus Status => new(_error, _error == AvroErrorCode.None ? 0 : _written, null);

    /// <summary>Writes null, which has no bytes.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "Generated code writes every type in the same way.")]
    public readonly void WriteNull()
    {
    }

    /// <summary>Writes one byte, 0 or 1.</summary>
    public void WriteBoolean(bool value)
    {
        var at = _written;
        if ((uint)at >= (uint)_destination.Length)
        {
            Fail(AvroErrorCode.DestinationTooShort);
            return;
        }

        _destination[at] = value ? (byte)1 : (byte)0;
        _written = at + 1;
    }

    /// <summary>Writes a zig-zag varint of one to five bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt(int value) => WriteVarint((uint)((value << 1) ^ (value >> 31)));

    /// <summary>Writes a zig-zag varint of one to ten bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteLong(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Writes four bytes, little-endian; NaN keeps its bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteFloat(float value)
    {
        if (BinaryPrimitives.TryWriteSingleLittleEndian(_destination[_written..], value))
            _written += sizeof(float);
        else
            Fail(AvroErrorCode.DestinationTooShort);
    }

    /// <summary>Writes eight bytes, little-endian; NaN keeps its bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDouble(double value)
    {
        if (BinaryPrimitives.TryWriteDoubleLittleEndian(_destination[_written..], value))
            _written += sizeof(double);
        else
            Fail(AvroErrorCode.DestinationTooShort);
    }

    /// <summary>Writes a length and the bytes.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> value)
    {
        var start = _written;
        WriteLong(value.Length);
        if (value.TryCopyTo(_destination[_written..]))
            _written += value.Length;
        else
            FailAt(AvroErrorCode.DestinationTooShort, start);
    }

    /// <summary>Writes a length and the text as UTF-8; half of a surrogate pair is an error.</summary>
    public void WriteString(scoped ReadOnlySpan<char> value)
    {
        // The length comes first but is known last: leave room for the length of an ASCII text, which is the
        // shortest.
        var start = _written;
        var room = VarintSize((ulong)value.Length << 1);
        if (_destination.Length - start < room)
        {
            Fail(AvroErrorCode.DestinationTooShort);
            return;
        }

        var result = Utf8.FromUtf16(value, _destination[(start + room)..], out _, out var length, false);
        if (result == OperationStatus.Done && room == 1 && length < 64)
        {
            _destination[start] = (byte)(length << 1);
            _written = start + 1 + length;
        }
        else
        {
            FinishString(result, start, room, length);
        }
    }

    /// <summary>Writes a length and text that is UTF-8 already; what is not UTF-8 is an error.</summary>
    public void WriteUtf8(scoped ReadOnlySpan<byte> value)
    {
        if (Utf8.IsValid(value))
            WriteBytes(value);
        else
            Fail(AvroErrorCode.BadUtf8);
    }

    /// <summary>Writes the bytes as they are: a fixed, or what is encoded already.</summary>
    public void WriteFixed(scoped ReadOnlySpan<byte> value)
    {
        if (value.TryCopyTo(_destination[_written..]))
            _written += value.Length;
        else
            Fail(AvroErrorCode.DestinationTooShort);
    }

    /// <summary>Writes a symbol's zero-based position; the caller answers for its range.</summary>
    public void WriteEnum(int index) => WriteInt(index);

    /// <summary>Writes a branch's zero-based position; the caller answers for its range.</summary>
    public void WriteUnionIndex(int index) => WriteInt(index);

    /// <summary>
    /// Begins a block of an array or map: so many items follow. An empty one has no block but its end.
    /// </summary>
    public void WriteBlockCount(int count) => WriteInt(count);

    /// <summary>Ends an array or map; after no block at all it is the whole of an empty one.</summary>
    public void WriteBlockEnd() => WriteInt(0);

    /// <summary>What still can be written to; empty after a failure.</summary>
    internal readonly Span<byte> Room => _destination[_written..];

    /// <summary>Counts bytes that were put into the room.</summary>
    internal void Advance(int bytes) => _written += bytes;

    /// <summary>What was written since a place, to be read again or put into another order.</summary>
    internal readonly Span<byte> Since(int start) => _destination[start.._written];

    /// <summary>Puts the head of a block in front of the items that were written since a place; none, no
    /// head.</summary>
    internal void InsertBlockCount(int start, int count)
    {
        if (count == 0 || _error != AvroErrorCode.None)
            return;
        var end = _written;
        WriteInt(count);
        if (_error != AvroErrorCode.None)
            return;
        Span<byte> head = stackalloc byte[_written - end];
        _destination[end.._written].CopyTo(head);
        _destination[start..end].CopyTo(_destination[(start + head.Length)..]);
        head.CopyTo(_destination[start..]);
    }

    /// <summary>Makes the writer fail as if it had met the error itself; the first failure counts.</summary>
    public void Fail(AvroErrorCode error) => FailAt(error, _written);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteVarint(ulong value)
    {
        var at = _written;
        if (value < 0x80 && (uint)at < (uint)_destination.Length)
        {
            _destination[at] = (byte)value;
            _written = at + 1;
        }
        else
        {
            WriteLongVarint(value);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteLongVarint(ulong value)
    {
        var size = VarintSize(value);
        if (_destination.Length - _written < size)
        {
            Fail(AvroErrorCode.DestinationTooShort);
            return;
        }

        PutVarint(_destination.Slice(_written, size), value);
        _written += size;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FinishString(OperationStatus result, int start, int room, int length)
    {
        if (result != OperationStatus.Done)
        {
            Fail(result == OperationStatus.DestinationTooSmall
                ? AvroErrorCode.DestinationTooShort
                : AvroErrorCode.LoneSurrogate);
            return;
        }

        var size = VarintSize((ulong)length << 1);
        if (_destination.Length - start - size < length)
        {
            Fail(AvroErrorCode.DestinationTooShort);
            return;
        }

        if (size != room)
            _destination.Slice(start + room, length).CopyTo(_destination[(start + size)..]);
        PutVarint(_destination.Slice(start, size), (ulong)length << 1);
        _written = start + size + length;
    }

    private static void PutVarint(Span<byte> destination, ulong value)
    {
        for (var i = 0; i < destination.Length - 1; i++)
        {
            destination[i] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[^1] = (byte)value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int VarintSize(ulong value) => value < 0x80 ? 1 : ((int)ulong.Log2(value) / 7) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FailAt(AvroErrorCode error, int written)
    {
        if (_error == AvroErrorCode.None)
        {
            _error = error;
            _written = written;
        }

        _destination = _destination[.._written];
    }
}
