using System.IO.Compression;

namespace OrderPipeline.Avro.Files;

/// <summary>How a container file is written; what is not set is what most readers and writers expect.</summary>
public sealed class AvroFileWriterOptions
{
    /// <summary>Bytes of a block before compression unless told otherwise: 64 KiB.</summary>
    public const int DefaultBlockBytes = 64 * 1024;

    /// <summary>How blocks are compressed; a file that is appended to keeps its own codec.</summary>
    public AvroFileCodec Codec { get; init; }

    /// <summary>How hard deflate tries.</summary>
    public CompressionLevel CompressionLevel { get; init; } = CompressionLevel.Optimal;

    /// <summary>
    /// A block ends when its objects have so many bytes before compression, from 32 to 1 GiB: small blocks skip and
    /// split well, large ones compress well.
    /// </summary>
    public int BlockBytes { get; init; } = DefaultBlockBytes;

    /// <summary>
    /// The most bytes of a block before compression, and so of one object; from 32 to 1 GiB. A reader has the same
    /// limit.
    /// </summary>
    public int MaxBlockBytes { get; init; } = AvroFileReaderOptions.DefaultMaxBlockBytes;

    /// <summary>The 16 bytes between blocks; empty for random ones, which is right outside of tests.</summary>
    public ReadOnlyMemory<byte> SyncMarker { get; init; }

    /// <summary>More entries for the header; keys that begin with <c>avro.</c> are the specification's.</summary>
    public IReadOnlyDictionary<string, byte[]> Metadata { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Whether objects given as bytes are checked against the schema; true unless set.</summary>
    public bool ChecksObjects { get; init; } = true;

    /// <summary>Whether the stream stays open when the writer is disposed.</summary>
    public bool LeavesOpen { get; init; }

    internal void Check()
    {
        const int most = 1 << 30;
        ArgumentOutOfRangeException.ThrowIfLessThan(BlockBytes, 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BlockBytes, most);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBlockBytes, 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBlockBytes, most);
        if (Codec is not (AvroFileCodec.Null or AvroFileCodec.Deflate))
            throw new ArgumentOutOfRangeException(nameof(Codec), Codec, "There is no such codec.");
        if (SyncMarker.Length is not (0 or AvroFileHeader.SyncMarkerSize))
            throw new ArgumentException("A sync marker has 16 bytes.", nameof(SyncMarker));
        foreach (var (key, value) in Metadata)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Metadata));
            if (key.StartsWith(AvroFileHeader.ReservedPrefix, StringComparison.Ordinal))
                throw new ArgumentException($"The metadata key {key} begins with avro., which is reserved.");
        }
    }
}
