namespace OrderPipeline.Producer.Source.Lines;

/// <summary>A line of the input that is no valid order, as its dead letter will tell it.</summary>
/// <param name="Number">Of the line, from 1.</param>
/// <param name="Reason">One sentence, without the line's own data.</param>
/// <param name="Bytes">The line as read, without its end; null where it is too long to be kept.</param>
/// <param name="Length">Of the line in bytes.</param>
/// <param name="Sha256">Of the line's bytes.</param>
internal sealed record BadLine(long Number, string Reason, byte[]? Bytes, long Length, byte[] Sha256)
{
    /// <summary>Null where the line has none.</summary>
    public string? OrderId { get; init; }

    /// <summary>Null where the line has none.</summary>
    public string? Product { get; init; }

    /// <summary>Null where the line has none.</summary>
    public float? Price { get; init; }
}
