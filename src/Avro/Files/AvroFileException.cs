namespace OrderPipeline.Avro.Files;

/// <summary>
/// What is wrong with a container file; <see cref="AvroException.Status"/> has the code, the path within an
/// object and the byte within the block's (decompressed) data, or within the file for everything else.
/// </summary>
public sealed class AvroFileException : AvroException
{
    internal AvroFileException(AvroStatus status, long fileOffset, string words, Exception? cause = null)
        : base(status, words, cause)
    {
        FileOffset = fileOffset;
    }

    /// <summary>
    /// The byte of the file, from zero, at which it goes wrong; for what stands inside a compressed block the first
    /// byte of that block.
    /// </summary>
    public long FileOffset { get; }

    /// <summary>What went wrong.</summary>
    public AvroErrorCode Code => Status.Code;
}
