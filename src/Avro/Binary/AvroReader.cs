using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace OrderPipeline.Avro;

/// <summary>
/// Reads Avro's binary encoding from the caller's bytes; every bound is checked, nothing is ever thrown.
/// </summary>
/// <remarks>
/// The first failure sticks: every later read of a byte or more fails too, and <see cref="Error"/> and
/// <see cref="ErrorOffset"/> keep telling the first one.
/// </remarks>
public ref struct AvroReader
{
    /// <summary>Values in values that a reader follows unless told otherwise.</summary>
    public const int DefaultMaxDepth = 256;

    /// <summary>Items without bytes that any data may hold, beside one for each of its bytes.</summary>
    private const int FreeEmptyItems = 1024;

    // Invariant: after a failure the data ends at _position, so no later read finds a byte.
    private ReadOnlySpan<byte> _data;
    private int _position;
    private int _depthLeft;
    private int _emptyItemsLeft;
    private int _errorOffset;
    private AvroErrorCode _error;

    /// <summary>A reader that begins at the start of <paramref name="data"/>.</summary>
    /// <param name="data">One value, perhaps with others behind it.</param>
    /// <param name="maxDepth">Values in values at most: a recursive schema lets the data choose.</param>
    public AvroReader(ReadOnlySpan<byte> data, int maxDepth = DefaultMaxDepth)
    {
        _data = data;
        _depthLeft = maxDepth;
        _emptyItemsLeft = (int)Math.Min((long)data.Length + FreeEmptyItems, int.MaxValue);
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>Bytes not read yet; 0 after a failure.</summary>
    public readonly int Remaining => _data.Length - _position;

    /// <summary>What went wrong first; <see cref="AvroErrorCode.None"/> while all is well.</summary>
    public readonly AvroErrorCode Error => _error;

    /// <summary>Where the value begins that went wrong first.</summary>
    public readonly int ErrorOffset => _errorOffset;

    /// <summary>The first failure as a status of the given field; ok while all is well.</summary>
    public readonly AvroStatus Status(string? path = null) =>
        _error == AvroErrorCode.None ? default : new(_error, _errorOffset, path);

    /// <summary>Reads a byte that is 0 or 1.</summary>
    public bool TryReadBoolean(out bool value)
    {
        var at = _position;
        value = false;
        if ((uint)at >= (uint)_data.Length)
            return Fail(AvroErrorCode.EndOfData, at);
        var b = _data[at];
        if (b > 1)
            return Fail(AvroErrorCode.BadBoolean, at);
        _position = at + 1;
        value = b != 0;
        return true;
    }

    /// <summary>Reads a zig-zag varint of at most 32 bits and five bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadInt(out int value)
    {
        var at = _position;
        if ((uint)at < (uint)_data.Length && _data[at] < 0x80)
        {
            uint b = _data[at];
            _position = at + 1;
            value = (int)(b >> 1) ^ -(int)(b & 1);
            return true;
        }

        return TryReadLongerInt(out value);
    }

    /// <summary>Reads a zig-zag varint of at most 64 bits and ten bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadLong(out long value)
    {
        var at = _position;
        if ((uint)at < (uint)_data.Length && _data[at] < 0x80)
        {
            uint b = _data[at];
            _position = at + 1;
            value = (int)(b >> 1) ^ -(int)(b & 1);
            return true;
        }

        return TryReadLongerLong(out value);
    }

    /// <summary>Reads four bytes, little-endian; NaN keeps its bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadFloat(out float value)
    {
        if (!BinaryPrimitives.TryReadSingleLittleEndian(_data[_position..], out value))
            return Fail(AvroErrorCode.EndOfData, _position);
        _position += sizeof(float);
        return true;
    }

    /// <summary>Reads eight bytes, little-endian; NaN keeps its bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadDouble(out double value)
    {
        if (!BinaryPrimitives.TryReadDoubleLittleEndian(_data[_position..], out value))
            return Fail(AvroErrorCode.EndOfData, _position);
        _position += sizeof(double);
        return true;
    }

    /// <summary>Reads a length and that many bytes, which stay the caller's: a slice of the data.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadBytes(out ReadOnlySpan<byte> value)
    {
        var at = _position;
        if (TryReadLong(out var length) && (ulong)length <= (ulong)(_data.Length - _position))
        {
            value = _data.Slice(_position, (int)length);
            _position += (int)length;
            return true;
        }

        value = default;
        return FailLength(length, at);
    }

    /// <summary>Reads a length and that much checked UTF-8, a slice of the data.</summary>
    public bool TryReadUtf8(out ReadOnlySpan<byte> value)
    {
        var at = _position;
        if (!TryReadBytes(out value))
            return false;
        if (Utf8.IsValid(value))
            return true;
        value = default;
        return Fail(AvroErrorCode.BadUtf8, at);
    }

    /// <summary>Reads a length and that much checked UTF-8 as a new string.</summary>
    public bool TryReadString(out string value)
    {
        if (TryReadUtf8(out var utf8))
        {
            value = Encoding.UTF8.GetString(utf8);
            return true;
        }

        value = "";
        return false;
    }

    /// <summary>Reads so many bytes, a slice of the data.</summary>
    /// <param name="size">Zero or more, from the schema.</param>
    /// <param name="value">The bytes.</param>
    public bool TryReadFixed(int size, out ReadOnlySpan<byte> value)
    {
        if ((uint)size > (uint)(_data.Length - _position))
        {
            value = default;
            return Fail(AvroErrorCode.EndOfData, _position);
        }

        value = _data.Slice(_position, size);
        _position += size;
        return true;
    }

    /// <summary>Reads a symbol's position and checks that it is one of <paramref name="symbolCount"/>.</summary>
    public bool TryReadEnum(int symbolCount, out int index)
    {
        var at = _position;
        return TryReadInt(out index)
            && ((uint)index < (uint)symbolCount || Fail(AvroErrorCode.BadEnumIndex, at));
    }

    /// <summary>Reads a branch's position and checks that it is one of <paramref name="branchCount"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadUnionIndex(int branchCount, out int index)
    {
        var at = _position;
        return TryReadInt(out index)
            && ((uint)index < (uint)branchCount || Fail(AvroErrorCode.BadUnionIndex, at));
    }

    /// <summary>
    /// Reads the head of an array's or map's next block: so many items follow, 0 is the end. A count that
    /// what is left
    /// cannot hold is an error, so it may size a list.
    /// </summary>
    /// <param name="minItemBytes">The fewest bytes an item can have; for a map the key's one byte counts.</param>
    /// <param name="count">Items in this block.</param>
    public bool TryReadBlockCount(int minItemBytes, out int count)
    {
        var at = _position;
        count = 0;
        if (!TryReadLong(out var claimed))
            return false;
        if (claimed == 0)
            return true;
        long room = _data.Length - _position;
        if (claimed < 0)
        {
            // The absolute value of the smallest long is no long: it stays negative and fails below as too many.
            claimed = unchecked(-claimed);
            var sizeAt = _position;
            if (!TryReadLong(out var size))
                return false;
            room = _data.Length - _position;
            if (size < 0 || size > room)
                return FailLength(size, sizeAt);
            room = size;
        }

        return CheckCount((ulong)claimed, minItemBytes, room, at, out count);
    }

    /// <summary>Goes one level deeper; every success needs its <see cref="Leave"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter() => --_depthLeft >= 0 || Fail(AvroErrorCode.TooDeep, _position);

    /// <summary>Comes back from the level that <see cref="TryEnter"/> opened.</summary>
    public void Leave() => _depthLeft++;

    /// <summary>Checks that nothing is left.</summary>
    public bool TryReadEnd() =>
        _error == AvroErrorCode.None && (_position == _data.Length || Fail(AvroErrorCode.TrailingBytes, _position));

    /// <summary>
    /// Makes the reader fail at a byte as if it had met the error itself; the first failure counts.
    /// </summary>
    /// <returns>Always false, so that it can end a chain of reads.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Fail(AvroErrorCode error, int offset)
    {
        if (_error == AvroErrorCode.None)
        {
            _error = error;
            _errorOffset = offset;
        }

        _data = _data[.._position];
        return false;
    }

    /// <summary>Whether a resolver leaves strings that it keeps to whoever decodes what it makes.</summary>
    internal bool LeavesText { get; init; }

    /// <summary>All of the data; after a failure what was read of it.</summary>
    internal readonly ReadOnlySpan<byte> Data => _data;

    /// <summary>Where the reader stands, to come back to.</summary>
    internal readonly AvroReaderMark Mark() => new(_position, _emptyItemsLeft);

    /// <summary>Goes back to a mark, as if nothing had been read since; not after a failure.</summary>
    internal void Reset(AvroReaderMark mark)
    {
        _position = mark.Position;
        _emptyItemsLeft = mark.EmptyItemsLeft;
    }

    /// <summary>Goes to a byte that was found good on an earlier pass; not after a failure.</summary>
    internal void MoveTo(int position) => _position = position;

    /// <summary>The bytes read since a position.</summary>
    internal readonly ReadOnlySpan<byte> ReadSince(int position) => _data[position.._position];

    private bool CheckCount(ulong claimed, int minItemBytes, long room, int at, out int count)
    {
        count = 0;
        if (minItemBytes > 0)
        {
            if (claimed > (ulong)(room / minItemBytes))
                return Fail(AvroErrorCode.EndOfData, at);
        }
        else
        {
            if (claimed > (ulong)_emptyItemsLeft)
                return Fail(AvroErrorCode.TooManyItems, at);
            _emptyItemsLeft -= (int)claimed;
        }

        count = (int)claimed;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadLongerInt(out int value)
    {
        var at = _position;
        if (TryReadTwoBytes(out value))
            return true;
        var error = VarintDecoder.Read(_data[at..], 5, out var raw, out var size);
        if (error == AvroErrorCode.None && raw > uint.MaxValue)
            error = AvroErrorCode.IntOutOfRange;
        else if (error == AvroErrorCode.VarintTooLong)
            error = AvroErrorCode.IntOutOfRange;
        value = (int)((uint)raw >> 1) ^ -(int)(raw & 1);
        if (error != AvroErrorCode.None)
            return Fail(error, at);
        _position = at + size;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadLongerLong(out long value)
    {
        var at = _position;
        if (TryReadTwoBytes(out var small))
        {
            value = small;
            return true;
        }

        var error = VarintDecoder.Read(_data[at..], 10, out var raw, out var size);
        value = (long)(raw >> 1) ^ -(long)(raw & 1);
        if (error != AvroErrorCode.None)
            return Fail(error, at);
        _position = at + size;
        return true;
    }

    /// <summary>A number whose first byte says that another follows, where that one is the last.</summary>
    private bool TryReadTwoBytes(out int value)
    {
        var rest = _data[_position..];
        if (rest.Length < 2 || rest[1] >= 0x80)
        {
            value = 0;
            return false;
        }

        var raw = (rest[0] & 0x7F) | (rest[1] << 7);
        value = (raw >> 1) ^ -(raw & 1);
        _position += 2;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool FailLength(long length, int at) =>
        Fail(length < 0 ? AvroErrorCode.NegativeLength : AvroErrorCode.EndOfData, at);
}
