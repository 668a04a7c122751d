using OrderPipeline.Avro.Files.Format;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Files;

/// <summary>Writes records to a container file (specification, "Object Container Files").</summary>
/// <remarks>Not thread-safe; <see cref="AvroBlockWriter"/> says when what is written.</remarks>
/// <typeparam name="T">The generated class of the record.</typeparam>
public sealed class AvroFileWriter<T> : IDisposable, IAsyncDisposable
    where T : IAvroRecord<T>
{
    private AvroFileWriter(AvroBlockWriter blocks) => Blocks = blocks;

    /// <summary>The file's blocks: header, and where the current one ends.</summary>
    public AvroBlockWriter Blocks { get; }

    /// <summary>Begins a new file on disk, in place of one that is there.</summary>
    /// <param name="path">In a folder that exists.</param>
    /// <param name="options">Codec, block size, metadata; null for the defaults.</param>
    public static AvroFileWriter<T> Create(string path, AvroFileWriterOptions? options = null) =>
        Owning(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 0, true), options, Create);

    /// <summary>Begins a new file; nothing is written yet.</summary>
    /// <param name="stream">Takes the file from where it stands; disposed with the writer unless told
    /// otherwise.</param>
    /// <param name="options">Codec, block size, metadata; null for the defaults.</param>
    public static AvroFileWriter<T> Create(Stream stream, AvroFileWriterOptions? options = null) =>
        new(AvroBlockWriter.Create(stream, AvroSchema.Parse(T.SchemaJson), options));

    /// <summary>Goes on writing a file on disk at its end, or begins one that is not there.</summary>
    /// <param name="path">In a folder that exists.</param>
    /// <param name="options">Codec and metadata count for a new file only; null for the defaults.</param>
    /// <exception cref="AvroFileException">It is no container file, ends within a block, or has another
    /// schema.</exception>
    public static AvroFileWriter<T> Append(string path, AvroFileWriterOptions? options = null) => Owning(
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 0, true), options, Append);

    /// <summary>Goes on writing a file at its end, or begins it where the stream is empty.</summary>
    /// <param name="stream">Stands at the file's first byte; reads, writes and seeks.</param>
    /// <param name="options">Codec and metadata count for a new file only; null for the defaults.</param>
    /// <exception cref="AvroFileException">It is no container file, ends within a block, or has another
    /// schema.</exception>
    public static AvroFileWriter<T> Append(Stream stream, AvroFileWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek && stream.Position == stream.Length)
            return Create(stream, options);
        var blocks = AvroBlockWriter.OpenToAppend(stream, options);
        if (string.Equals(CanonicalForm.Of(blocks.Header.Schema), CanonicalForm.Of(T.Schema), StringComparison.Ordinal))
            return new AvroFileWriter<T>(blocks);
        throw FileFault.At(
            AvroErrorCode.BadHeader,
            0,
            $"the file has another schema than {T.Schema.FullName} has now, so its records cannot be appended");
    }

    /// <summary>Adds one record; a block that is full is written.</summary>
    /// <exception cref="AvroException">The record cannot be written; the file stays as it was.</exception>
    /// <exception cref="InvalidOperationException">A property holds what its schema does not allow.</exception>
    public void Append(T value)
    {
        while (!TryEncode(value))
            Blocks.EndBlock();
        if (Blocks.Output.IsFull)
            Blocks.EndBlock();
    }

    /// <summary>Adds one record; waits only where a block that is full is written.</summary>
    /// <exception cref="AvroException">The record cannot be written; the file stays as it was.</exception>
    /// <exception cref="InvalidOperationException">A property holds what its schema does not allow.</exception>
    public ValueTask AppendAsync(T value, CancellationToken cancellation = default)
    {
        if (!TryEncode(value))
            return AppendAloneAsync(value, cancellation);
        return Blocks.Output.IsFull ? Blocks.EndBlockAsync(cancellation) : ValueTask.CompletedTask;
    }

    /// <summary>Ends the block and flushes the stream: a reader finds all that was appended.</summary>
    public void Flush() => Blocks.Flush();

    /// <summary>Ends the block and flushes the stream: a reader finds all that was appended.</summary>
    public ValueTask FlushAsync(CancellationToken cancellation = default) => Blocks.FlushAsync(cancellation);

    /// <summary>Writes what is left and closes the stream, unless it is to stay open.</summary>
    public void Dispose() => Blocks.Dispose();

    /// <summary>Writes what is left and closes the stream, unless it is to stay open.</summary>
    public ValueTask DisposeAsync() => Blocks.DisposeAsync();

    private static AvroFileWriter<T> Owning(
        FileStream file, AvroFileWriterOptions? options, Func<Stream, AvroFileWriterOptions?, AvroFileWriter<T>> open)
    {
        try
        {
            return open(file, options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private async ValueTask AppendAloneAsync(T value, CancellationToken cancellation)
    {
        await Blocks.EndBlockAsync(cancellation);
        await AppendAsync(value, cancellation);
    }

    /// <summary>False where the block must end first.</summary>
    private bool TryEncode(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Blocks.CheckUsable();
        while (true)
        {
            var writer = new AvroWriter(Blocks.Output.Room);
            value.Write(ref writer);
            if (writer.Error == AvroErrorCode.None)
            {
                Blocks.Output.Add(writer.Written);
                return true;
            }

            if (!writer.Overflowed)
                throw new AvroException(writer.Status);
            if (!Blocks.TryMakeRoom())
                return false;
        }
    }
}
