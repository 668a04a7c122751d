using OrderPipeline.Avro.Files.Format;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Files;

/// <summary>
/// Reads a container file (specification, "Object Container Files") block by block, its objects as the bytes that were
/// written; <see cref="AvroFileReader{T}"/> makes records of them.
/// </summary>
/// <remarks>
/// Not thread-safe. What it gives out is good until it reads on. It holds as much of the file as it has read for the
/// current block, and the block decompressed, up to <see cref="AvroFileReaderOptions.MaxBlockBytes"/>.
/// </remarks>
public sealed class AvroBlockReader : IDisposable, IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly FileInput _input;
    private readonly AvroFileReaderOptions _options;
    private readonly long _firstBlock;
    private readonly BlockFrames _frames;
    private readonly BlockCursor _current;
    private AvroFileException? _fault;
    private bool _isDisposed;

    private AvroBlockReader(Stream stream, FileInput input, AvroFileHeader header, AvroFileReaderOptions options)
    {
        (_stream, _input, Header, _options) = (stream, input, header, options);
        _firstBlock = input.Offset;
        _frames = new BlockFrames(input, header, options);
        _current = new BlockCursor(header.Schema, options.MaxEmptyObjects);
    }

    /// <summary>Schema, codec and metadata of the file.</summary>
    public AvroFileHeader Header { get; }

    /// <summary>The schema that the file's objects were written with.</summary>
    public AvroSchema Schema => Header.Schema;

    /// <summary>The file's byte at which the current block begins; before the first block, where that will.</summary>
    public long BlockOffset => _frames.BlockOffset;

    /// <summary>Damage that was skipped so far (<see cref="AvroFileReaderOptions.SkipsDamage"/>).</summary>
    public long DamageCount => _frames.DamageCount;

    /// <summary>Bytes of the file that were skipped without a whole block being found in them.</summary>
    public long BytesSkipped => _frames.BytesSkipped;

    /// <summary>
    /// Objects that damaged blocks claimed and that were not read; what stood in <see cref="BytesSkipped"/> is not
    /// known and not counted here.
    /// </summary>
    public long ObjectsLost => _frames.ObjectsLost;

    /// <summary>Objects of the current block that were not read yet.</summary>
    public long ObjectsLeft => _current.ObjectsLeft;

    /// <summary>The current block's objects as they were written, one behind the other, decompressed.</summary>
    public ReadOnlyMemory<byte> BlockData => _current.Data;

    /// <summary>Reads the header of a file.</summary>
    /// <param name="stream">Stands at the file's first byte; disposed with the reader unless told otherwise.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="AvroFileException">This is no container file, or one that is not supported.</exception>
    public static AvroBlockReader Open(Stream stream, AvroFileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new AvroFileReaderOptions();
        options.Check();
        var input = new FileInput(stream);
        try
        {
            var header = new HeaderReader(input, options.MaxHeaderBytes);
            for (var needed = header.Advance(); needed > 0; needed = header.Advance())
                input.Fill(needed);
            return new AvroBlockReader(stream, input, header.Header!, options);
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    /// <summary>Reads the header of a file.</summary>
    /// <param name="stream">Stands at the file's first byte; disposed with the reader unless told otherwise.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <param name="cancellation">Ends the waiting for the stream.</param>
    /// <exception cref="AvroFileException">This is no container file, or one that is not supported.</exception>
    public static async ValueTask<AvroBlockReader> OpenAsync(
        Stream stream, AvroFileReaderOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new AvroFileReaderOptions();
        options.Check();
        var input = new FileInput(stream);
        try
        {
            var header = new HeaderReader(input, options.MaxHeaderBytes);
            for (var needed = header.Advance(); needed > 0; needed = header.Advance())
                await input.FillAsync(needed, cancellation);
            return new AvroBlockReader(stream, input, header.Header!, options);
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next block; what is left of the current one is not looked at.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="AvroFileException">The block is damaged; reading on gives the same again.</exception>
    public bool ReadNextBlock()
    {
        while (true)
        {
            switch (Advance(out var needed))
            {
                case FrameStep.Block:
                    return true;
                case FrameStep.End:
                    return false;
                default:
                    _input.Fill(needed);
                    break;
            }
        }
    }

    /// <summary>Goes to the next block; what is left of the current one is not looked at.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="AvroFileException">The block is damaged; reading on gives the same again.</exception>
    public async ValueTask<bool> ReadNextBlockAsync(CancellationToken cancellation = default)
    {
        while (true)
        {
            switch (Advance(out var needed))
            {
                case FrameStep.Block:
                    return true;
                case FrameStep.End:
                    return false;
                default:
                    await _input.FillAsync(needed, cancellation);
                    break;
            }
        }
    }

    /// <summary>
    /// Moves to the first block whose sync marker in front begins at this byte of the file or behind; the next read
    /// gives it. With <see cref="IsPast"/> a file can be read in parts, each block in exactly one of them.
    /// </summary>
    /// <param name="offset">Any byte of the file, 0 or more.</param>
    /// <exception cref="NotSupportedException">The stream cannot seek.</exception>
    public void SkipToSync(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        _current.Clear();
        _fault = null;
        var isInHeader = offset <= _firstBlock - AvroFileHeader.SyncMarkerSize;
        _input.Seek(isInHeader ? _firstBlock : offset);
        _frames.Restart(isScanning: !isInHeader);
    }

    /// <summary>Moves to a block that begins at this byte, as <see cref="BlockOffset"/> has told.</summary>
    /// <exception cref="NotSupportedException">The stream cannot seek.</exception>
    public void SeekToBlock(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, _firstBlock);
        _current.Clear();
        _fault = null;
        _input.Seek(offset);
        _frames.Restart(isScanning: false);
    }

    /// <summary>
    /// Whether the current block belongs behind this byte of the file: its sync marker in front begins there or later.
    /// </summary>
    public bool IsPast(long offset) => BlockOffset - AvroFileHeader.SyncMarkerSize >= offset;

    /// <summary>Reads over the next object of the current block, checking it as closely as if it were
    /// decoded.</summary>
    /// <param name="encoded">Its bytes, written with <see cref="Schema"/>.</param>
    /// <returns>False at the end of the block, and before the first one.</returns>
    /// <exception cref="AvroFileException">The object or the block's end is damaged, and that is not
    /// skipped.</exception>
    public bool TryReadObject(out ReadOnlySpan<byte> encoded)
    {
        encoded = default;
        if (!TryOpenObject(out var reader))
            return false;
        var start = reader.Position;
        if (!AvroSkipper.TrySkip(ref reader, Schema))
            return Damaged(reader.Status());
        encoded = reader.ReadSince(start);
        return TryCloseObject(reader);
    }

    /// <summary>Gives the buffers back and closes the stream, unless it is to stay open.</summary>
    public void Dispose()
    {
        Release();
        if (!_options.LeavesOpen)
            _stream.Dispose();
    }

    /// <summary>Gives the buffers back and closes the stream, unless it is to stay open.</summary>
    public async ValueTask DisposeAsync()
    {
        Release();
        if (!_options.LeavesOpen)
            await _stream.DisposeAsync();
    }

    /// <summary>A reader at the block's next object; false at its end.</summary>
    internal bool TryOpenObject(out AvroReader reader)
    {
        reader = _current.Open();
        if (_fault is not null)
            throw _fault;
        if (_current.ObjectsLeft > 0)
            return true;
        var end = _current.CheckEnd();
        return !end.IsOk && Damaged(end);
    }

    /// <summary>Takes note of an object that was read well.</summary>
    internal bool TryCloseObject(in AvroReader reader)
    {
        var status = _current.Close(reader);
        return status.IsOk || Damaged(status);
    }

    /// <summary>Throws, or leaves out the rest of the block.</summary>
    /// <returns>Always false.</returns>
    internal bool Damaged(AvroStatus status, long objectsLost = 0)
    {
        var fault = FileFault.InBlock(status, _frames.BlockOffset, _frames.DataOffset);
        if (!_options.SkipsDamage)
            throw _fault = fault;
        var left = Math.Max(objectsLost, _current.ObjectsLeft);
        _current.Clear();
        _frames.Report(fault, left);
        return false;
    }

    private FrameStep Advance(out int needed)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_fault is not null)
            throw _fault;
        while (true)
        {
            FrameStep step;
            try
            {
                step = _frames.Advance(out needed);
            }
            catch (AvroFileException fault)
            {
                _fault = fault;
                throw;
            }

            _current.Clear();
            if (step != FrameStep.Block)
                return step;
            var status = _current.Begin(_frames.Count, _frames.Data);
            if (status.IsOk)
                return step;
            _ = Damaged(status, _frames.Count);
        }
    }

    private void Release()
    {
        _isDisposed = true;
        _current.Clear();
        _frames.Dispose();
        _input.Dispose();
    }
}
