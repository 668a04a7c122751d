using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using OrderPipeline.Avro.Files.Format;
using OrderPipeline.Avro.Resolution;

namespace OrderPipeline.Avro.Files;

/// <summary>
/// Reads the records of a container file (specification, "Object Container Files"); where the file was written with
/// another schema than that of <typeparamref name="T"/>, by schema resolution.
/// </summary>
/// <remarks>Not thread-safe. Records are read one by one as they are asked for; a block is held at a time.</remarks>
/// <typeparam name="T">The generated class of the record.</typeparam>
public sealed class AvroFileReader<T> : IDisposable, IAsyncDisposable
    where T : IAvroRecord<T>
{
    private readonly ObjectDecoder<T> _decoder;

    private AvroFileReader(AvroBlockReader blocks, AvroFileReaderOptions? options)
    {
        Blocks = blocks;
        _decoder = new ObjectDecoder<T>(blocks, (options ?? new AvroFileReaderOptions()).MaxBlockBytes);
    }

    /// <summary>The file's blocks: header, position, what damage was skipped; to seek, too.</summary>
    public AvroBlockReader Blocks { get; }

    /// <summary>Opens a file on disk.</summary>
    /// <param name="path">A file that exists.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="AvroFileException">This is no container file, or one that is not supported.</exception>
    /// <exception cref="AvroResolutionException">The file's schema cannot be read as ours.</exception>
    public static AvroFileReader<T> Open(string path, AvroFileReaderOptions? options = null)
    {
        const FileOptions inOrder = FileOptions.SequentialScan | FileOptions.Asynchronous;
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0, inOrder);
        try
        {
            return Open(stream, options);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the header of a file.</summary>
    /// <param name="stream">Stands at the file's first byte; disposed with the reader unless told otherwise.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="AvroFileException">This is no container file, or one that is not supported.</exception>
    /// <exception cref="AvroResolutionException">The file's schema cannot be read as ours.</exception>
    public static AvroFileReader<T> Open(Stream stream, AvroFileReaderOptions? options = null) =>
        new(AvroBlockReader.Open(stream, options), options);

    /// <summary>Reads the header of a file.</summary>
    /// <param name="stream">Stands at the file's first byte; disposed with the reader unless told otherwise.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <param name="cancellation">Ends the waiting for the stream.</param>
    /// <exception cref="AvroFileException">This is no container file, or one that is not supported.</exception>
    /// <exception cref="AvroResolutionException">The file's schema cannot be read as ours.</exception>
    public static async ValueTask<AvroFileReader<T>> OpenAsync(
        Stream stream, AvroFileReaderOptions? options = null, CancellationToken cancellation = default) =>
        new(await AvroBlockReader.OpenAsync(stream, options, cancellation), options);

    /// <summary>Reads the next record.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="AvroFileException">The file is damaged; reading on gives the same again.</exception>
    public bool TryRead([MaybeNullWhen(false)] out T value)
    {
        while (!_decoder.TryRead(out value))
        {
            if (!Blocks.ReadNextBlock())
                return false;
        }

        return true;
    }

    /// <summary>Reads the next record of the current block; a block can be waited for with
    /// <see cref="AvroBlockReader.ReadNextBlockAsync"/> of <see cref="Blocks"/>.</summary>
    /// <returns>False at the end of the block, and before the first one.</returns>
    /// <exception cref="AvroFileException">The block is damaged; reading on gives the same again.</exception>
    public bool TryReadFromBlock([MaybeNullWhen(false)] out T value) => _decoder.TryRead(out value);

    /// <summary>The records that are left, read as they are enumerated.</summary>
    /// <exception cref="AvroFileException">The file is damaged.</exception>
    public IEnumerable<T> ReadAll()
    {
        while (TryRead(out var value))
            yield return value;
    }

    /// <summary>The records that are left, read as they are enumerated; waits where the stream does.</summary>
    /// <exception cref="AvroFileException">The file is damaged.</exception>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        do
        {
            while (_decoder.TryRead(out var value))
                yield return value;
        }
        while (await Blocks.ReadNextBlockAsync(cancellation));
    }

    /// <summary>Gives the buffers back and closes the stream, unless it is to stay open.</summary>
    public void Dispose()
    {
        _decoder.Dispose();
        Blocks.Dispose();
    }

    /// <summary>Gives the buffers back and closes the stream, unless it is to stay open.</summary>
    public ValueTask DisposeAsync()
    {
        _decoder.Dispose();
        return Blocks.DisposeAsync();
    }
}
