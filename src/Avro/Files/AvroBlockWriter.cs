using OrderPipeline.Avro.Files.Format;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Files;

/// <summary>
/// Writes a container file (specification, "Object Container Files") of objects that are encoded already;
/// <see cref="AvroFileWriter{T}"/> encodes records.
/// </summary>
/// <remarks>
/// Not thread-safe. Objects are collected and written a block at a time, the header with the first of them or when the
/// writer is flushed or disposed. A block that the stream did not take may stand there in part: the writer is of no use
/// then.
/// </remarks>
public sealed class AvroBlockWriter : IDisposable, IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly AvroFileWriterOptions _options;
    private byte[]? _headerBytes;
    private bool _isBroken;
    private bool _isDisposed;

    private AvroBlockWriter(Stream stream, AvroFileHeader header, AvroFileWriterOptions options, byte[]? headerBytes)
    {
        (_stream, Header, _options, _headerBytes) = (stream, header, options, headerBytes);
        Output = new BlockOutput(header, options);
    }

    /// <summary>Schema, codec, metadata and sync marker of the file.</summary>
    public AvroFileHeader Header { get; }

    /// <summary>Objects since the last block was written.</summary>
    public long PendingObjects => Output.Count;

    internal BlockOutput Output { get; }

    /// <summary>Begins a new file; nothing is written yet.</summary>
    /// <param name="stream">Takes the file from where it stands; disposed with the writer unless told
    /// otherwise.</param>
    /// <param name="schema">The schema of every object.</param>
    /// <param name="options">Codec, block size, metadata; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range or a metadata key is reserved.</exception>
    public static AvroBlockWriter Create(Stream stream, AvroSchema schema, AvroFileWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        options ??= new AvroFileWriterOptions();
        options.Check();
        var header = HeaderWriter.Create(schema, options);
        return new AvroBlockWriter(stream, header, options, HeaderWriter.Encode(header));
    }

    /// <summary>
    /// Goes on writing a file at its end, with its own schema, codec, metadata and sync marker, whatever the options
    /// say of these.
    /// </summary>
    /// <param name="stream">Stands at the file's first byte; reads, writes and seeks.</param>
    /// <param name="options">Block size and the like; null for the defaults.</param>
    /// <exception cref="AvroFileException">
    /// This is no container file, or it does not end with a whole block: bytes written behind a torn one would be lost.
    /// </exception>
    public static AvroBlockWriter OpenToAppend(Stream stream, AvroFileWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new AvroFileWriterOptions();
        options.Check();
        if (!stream.CanSeek || !stream.CanRead || !stream.CanWrite)
            throw new NotSupportedException("To append to a container file the stream must read, write and seek.");
        var origin = stream.Position;
        using var reader = AvroBlockReader.Open(stream, new AvroFileReaderOptions { LeavesOpen = true });
        Span<byte> end = stackalloc byte[AvroFileHeader.SyncMarkerSize];
        stream.Seek(-end.Length, SeekOrigin.End);
        stream.ReadExactly(end);
        return end.SequenceEqual(reader.Header.SyncMarker.Span)
            ? new AvroBlockWriter(stream, reader.Header, options, null)
            : throw FileFault.At(
                AvroErrorCode.BadSyncMarker,
                stream.Length - origin - end.Length,
                "the file does not end with its sync marker, so its last block is torn");
    }

    /// <summary>Adds one object; a block that is full is written.</summary>
    /// <param name="encoded">One value of the schema, whole and nothing more.</param>
    /// <exception cref="AvroException">
    /// The bytes are no such value, or too many for a block; the file stays as it was.
    /// </exception>
    public void Append(ReadOnlySpan<byte> encoded)
    {
        while (!TryAdd(encoded))
            EndBlock();
        if (Output.IsFull)
            EndBlock();
    }

    /// <summary>Adds one object; waits only where a block that is full is written.</summary>
    /// <param name="encoded">One value of the schema, whole and nothing more; not used after the call.</param>
    /// <param name="cancellation">Ends the waiting; a block may stand in the stream in part then.</param>
    /// <exception cref="AvroException">
    /// The bytes are no such value, or too many for a block; the file stays as it was.
    /// </exception>
    public ValueTask AppendAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellation = default)
    {
        if (!TryAdd(encoded.Span))
            return AppendAloneAsync(encoded, cancellation);
        return Output.IsFull ? EndBlockAsync(cancellation) : ValueTask.CompletedTask;
    }

    /// <summary>Writes the objects so far as a block of their own; nothing where there are none.</summary>
    public void EndBlock()
    {
        if (!Begin(out var bytes))
            return;
        _isBroken = true;
        if (_headerBytes is not null)
            _stream.Write(_headerBytes);
        _stream.Write(bytes.Span);
        Done();
    }

    /// <summary>Writes the objects so far as a block of their own; nothing where there are none.</summary>
    public async ValueTask EndBlockAsync(CancellationToken cancellation = default)
    {
        if (!Begin(out var bytes))
            return;
        _isBroken = true;
        if (_headerBytes is not null)
            await _stream.WriteAsync(_headerBytes, cancellation);
        await _stream.WriteAsync(bytes, cancellation);
        Done();
    }

    /// <summary>Ends the block and flushes the stream: a reader finds all that was appended.</summary>
    public void Flush()
    {
        EndBlock();
        _stream.Flush();
    }

    /// <summary>Ends the block and flushes the stream: a reader finds all that was appended.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellation = default)
    {
        await EndBlockAsync(cancellation);
        await _stream.FlushAsync(cancellation);
    }

    /// <summary>Writes what is left and closes the stream, unless it is to stay open.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        try
        {
            if (!_isBroken)
                Flush();
        }
        finally
        {
            _isDisposed = true;
            Output.Dispose();
            if (!_options.LeavesOpen)
                _stream.Dispose();
        }
    }

    /// <summary>Writes what is left and closes the stream, unless it is to stay open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        try
        {
            if (!_isBroken)
                await FlushAsync();
        }
        finally
        {
            _isDisposed = true;
            Output.Dispose();
            if (!_options.LeavesOpen)
                await _stream.DisposeAsync();
        }
    }

    /// <summary>Refuses what comes after the end or after a failure of the stream.</summary>
    internal void CheckUsable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isBroken)
            throw new InvalidOperationException("The stream failed within a block: the file may end in a torn one.");
    }

    /// <summary>Makes room for an object that did not fit; false where the block must end first.</summary>
    /// <exception cref="AvroException">The object is larger than a block may be.</exception>
    internal bool TryMakeRoom()
    {
        if (Output.TryGrow())
            return true;
        return Output.Count > 0
            ? false
            : throw new AvroException(new AvroStatus(AvroErrorCode.BlockTooLarge, _options.MaxBlockBytes, null));
    }

    private bool TryAdd(ReadOnlySpan<byte> encoded)
    {
        CheckUsable();
        if (_options.ChecksObjects && AvroSkipper.Check(encoded, Header.Schema) is { IsOk: false } status)
            throw new AvroException(status);
        while (!encoded.TryCopyTo(Output.Room))
        {
            if (!TryMakeRoom())
                return false;
        }

        Output.Add(encoded.Length);
        return true;
    }

    private async ValueTask AppendAloneAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellation)
    {
        await EndBlockAsync(cancellation);
        await AppendAsync(encoded, cancellation);
    }

    private bool Begin(out ReadOnlyMemory<byte> block)
    {
        CheckUsable();
        block = Output.Count > 0 ? Output.Finish() : default;
        return Output.Count > 0 || _headerBytes is not null;
    }

    private void Done()
    {
        _headerBytes = null;
        _isBroken = false;
        Output.Clear();
    }
}
