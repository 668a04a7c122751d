using System.Globalization;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>Makes the exceptions of container files: one sentence with the place.</summary>
internal static class FileFault
{
    /// <summary>Something about the file's frame, at a byte of the file.</summary>
    internal static AvroFileException At(AvroErrorCode code, long offset, string words, Exception? cause = null) =>
        new(
            new AvroStatus(code, (int)Math.Min(offset, int.MaxValue), null),
            offset,
            string.Create(CultureInfo.InvariantCulture, $"{words} (byte {offset} of the file)"),
            cause);

    /// <summary>An object of a block that is no value of its schema.</summary>
    /// <param name="status">Its offset counts from the start of the block's data.</param>
    /// <param name="blockOffset">Where the block begins.</param>
    /// <param name="dataOffset">Where its data begin; null where they are compressed.</param>
    internal static AvroFileException InBlock(AvroStatus status, long blockOffset, long? dataOffset) =>
        new(
            status,
            dataOffset + status.Offset ?? blockOffset,
            string.Create(CultureInfo.InvariantCulture, $"in the block at byte {blockOffset} of the file: {status}"));
}
