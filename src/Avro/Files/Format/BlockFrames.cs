using System.Globalization;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>
/// Finds the blocks in what was read: counts and sizes checked before anything is believed, sync markers compared, data
/// decompressed. Where it is told to skip damage it looks for the next sync marker.
/// </summary>
internal sealed class BlockFrames(FileInput input, AvroFileHeader header, AvroFileReaderOptions options) : IDisposable
{
    private const int MarkerSize = AvroFileHeader.SyncMarkerSize;

    private PooledBytes? _inflated;
    private bool _isScanning;
    private bool _isScanDamage;

    /// <summary>Where the current block begins in the file, or the next one before the first.</summary>
    internal long BlockOffset { get; private set; } = input.Offset;

    /// <summary>Where its data begin in the file; null where they are compressed.</summary>
    internal long? DataOffset { get; private set; }

    /// <summary>Objects that the block claims; never below zero.</summary>
    internal long Count { get; private set; }

    /// <summary>The objects' bytes, decompressed; good until the input is filled or the next block is read.</summary>
    internal ReadOnlyMemory<byte> Data { get; private set; }

    internal long BytesSkipped { get; private set; }

    /// <summary>Objects of blocks that were framed well but could not be decompressed.</summary>
    internal long ObjectsLost { get; private set; }

    internal long DamageCount { get; private set; }

    /// <summary>Begins anew after the input was moved.</summary>
    internal void Restart(bool isScanning)
    {
        (_isScanning, _isScanDamage) = (isScanning, false);
        (BlockOffset, Count, Data) = (input.Offset, 0, default);
    }

    /// <summary>Goes as far as the input's bytes reach.</summary>
    /// <param name="needed">Where more are needed, how many in all.</param>
    /// <exception cref="AvroFileException">The block is damaged, and damage is not skipped.</exception>
    internal FrameStep Advance(out int needed)
    {
        while (true)
        {
            if (_isScanning && !TryFindMarker(out needed))
                return input.IsAtEnd ? FrameStep.End : FrameStep.Needs;
            var at = input.Offset;
            var step = ReadFrame(out needed, out var fault);
            if (fault is null)
                return step;
            if (!options.SkipsDamage)
                throw fault;
            Skip(fault, isWhole: input.Offset > at);
        }
    }

    /// <summary>Counts the damage and tells of it.</summary>
    internal void Report(AvroFileException fault, long objectsLost)
    {
        DamageCount++;
        ObjectsLost = objectsLost > long.MaxValue - ObjectsLost ? long.MaxValue : ObjectsLost + objectsLost;
        options.OnDamage?.Invoke(fault);
    }

    public void Dispose()
    {
        _inflated?.Dispose();
        Data = default;
    }

    private void Skip(AvroFileException fault, bool isWhole)
    {
        // Behind a whole block the next one begins; else the next marker tells where.
        _isScanning = !isWhole;
        _isScanDamage = true;
        Report(fault, isWhole ? Count : 0);
        Count = 0;
    }

    private bool TryFindMarker(out int needed)
    {
        var data = input.Available.Span;
        var at = data.IndexOf(header.SyncMarker.Span);
        if (at >= 0)
        {
            Pass(at + MarkerSize);
            _isScanning = false;
            needed = 0;
            return true;
        }

        // The last bytes may be the beginning of a marker.
        var kept = input.IsAtEnd ? 0 : Math.Min(data.Length, MarkerSize - 1);
        Pass(data.Length - kept);
        needed = kept + 1;
        return false;
    }

    private void Pass(int bytes)
    {
        input.Consume(bytes);
        if (_isScanDamage)
            BytesSkipped += bytes;
    }

    private FrameStep ReadFrame(out int needed, out AvroFileException? fault)
    {
        var available = input.Available;
        (needed, fault) = (available.Length + 1, null);
        if (available.IsEmpty)
            return input.IsAtEnd ? FrameStep.End : FrameStep.Needs;
        fault = ReadHead(available.Span, out var count, out var size, out var headSize);
        if (fault is not null)
            return FrameStep.Needs;
        if (headSize > 0)
            needed = headSize + size + MarkerSize;
        if (available.Length < needed)
        {
            if (input.IsAtEnd)
                fault = At(AvroErrorCode.EndOfData, "the file ends within a block");
            return FrameStep.Needs;
        }

        var marker = available.Span.Slice(headSize + size, MarkerSize);
        if (!marker.SequenceEqual(header.SyncMarker.Span))
        {
            fault = At(AvroErrorCode.BadSyncMarker, "the block does not end with the file's sync marker");
            return FrameStep.Needs;
        }

        BlockOffset = input.Offset;
        Count = count;
        input.Consume(needed);
        fault = Unpack(available.Slice(headSize, size), headSize);
        return FrameStep.Block;
    }

    /// <summary>What does not compress becomes a little longer: deflate's own frames around it.</summary>
    private long MostStored => header.Codec == AvroFileCodec.Null
        ? options.MaxBlockBytes
        : options.MaxBlockBytes + ((long)options.MaxBlockBytes >> 10) + 64;

    /// <summary>Reads the two numbers in front of a block; a head's size of 0 says that more bytes are
    /// needed.</summary>
    private AvroFileException? ReadHead(ReadOnlySpan<byte> data, out long count, out int size, out int headSize)
    {
        (size, headSize) = (0, 0);
        var error = ReadLong(data, out count, out var countSize);
        if (error == AvroErrorCode.None && count < 0)
            return At(AvroErrorCode.NegativeLength, "the block claims fewer than no objects");
        if (error == AvroErrorCode.None)
        {
            error = ReadLong(data[countSize..], out var claimed, out var sizeSize);
            if (error == AvroErrorCode.None && claimed < 0)
                return At(AvroErrorCode.NegativeLength, "the block claims a size below zero");
            if (error == AvroErrorCode.None && claimed > MostStored)
                return TooLarge();
            if (error == AvroErrorCode.None)
                (size, headSize) = ((int)claimed, countSize + sizeSize);
        }

        return error is AvroErrorCode.None or AvroErrorCode.EndOfData
            ? null
            : At(error, "a number in front of the block has more than 64 bits");
    }

    private static AvroErrorCode ReadLong(ReadOnlySpan<byte> data, out long value, out int size)
    {
        var error = VarintDecoder.Read(data, 10, out var raw, out size);
        value = (long)(raw >> 1) ^ -(long)(raw & 1);
        return error;
    }

    private AvroFileException? Unpack(ReadOnlyMemory<byte> stored, int headSize)
    {
        if (header.Codec == AvroFileCodec.Null)
        {
            (Data, DataOffset) = (stored, BlockOffset + headSize);
            return null;
        }

        _inflated ??= new PooledBytes(AvroFileWriterOptions.DefaultBlockBytes);
        (Data, DataOffset) = (default, null);
        try
        {
            if (!Inflater.TryInflate(stored, _inflated, options.MaxBlockBytes))
                return FileFault.At(AvroErrorCode.BlockTooLarge, BlockOffset, Limit("the block decompressed has"));
        }
        catch (InvalidDataException cause)
        {
            const string words = "the block's data are no whole deflate stream";
            return FileFault.At(AvroErrorCode.BadCompression, BlockOffset, words, cause);
        }

        Data = _inflated.Used;
        return null;
    }

    private AvroFileException TooLarge() => At(AvroErrorCode.BlockTooLarge, Limit("the block claims"));

    private string Limit(string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} more than {options.MaxBlockBytes} bytes, the limit");

    private AvroFileException At(AvroErrorCode code, string words) => FileFault.At(code, input.Offset, words);
}
