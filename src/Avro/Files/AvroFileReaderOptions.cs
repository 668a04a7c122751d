namespace OrderPipeline.Avro.Files;

/// <summary>What a reader of container files puts up with.</summary>
public sealed class AvroFileReaderOptions
{
    /// <summary>64 MiB: a thousand times what writers make.</summary>
    public const int DefaultMaxBlockBytes = 64 * 1024 * 1024;

    /// <summary>16 MiB.</summary>
    public const int DefaultMaxHeaderBytes = 16 * 1024 * 1024;

    /// <summary>
    /// The most bytes of a block, compressed and decompressed, and of an object after resolution; from 32 to 1 GiB.
    /// It is what a deflate bomb can cost.
    /// </summary>
    public int MaxBlockBytes { get; init; } = DefaultMaxBlockBytes;

    /// <summary>The most bytes of the header, schema included; from 1 KiB to 1 GiB.</summary>
    public int MaxHeaderBytes { get; init; } = DefaultMaxHeaderBytes;

    /// <summary>
    /// Objects without any bytes that a file may claim beside one for each of its bytes; 0 or more. Only records
    /// without fields and the like have none, and a few bytes could claim any number of them.
    /// </summary>
    public int MaxEmptyObjects { get; init; } = 1 << 20;

    /// <summary>
    /// Whether a damaged block is left out instead of ending the reading: the reader goes on behind the next sync
    /// marker and counts what is lost.
    /// </summary>
    public bool SkipsDamage { get; init; }

    /// <summary>Told of each damage that is skipped, on the reader's thread.</summary>
    public Action<AvroFileException>? OnDamage { get; init; }

    /// <summary>Whether the stream stays open when the reader is disposed.</summary>
    public bool LeavesOpen { get; init; }

    internal void Check()
    {
        const int most = 1 << 30;
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBlockBytes, 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBlockBytes, most);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxHeaderBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxHeaderBytes, most);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxEmptyObjects);
    }
}
