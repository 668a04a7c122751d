using System.IO.Compression;
using System.Runtime.InteropServices;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>Decompresses a deflated block into a buffer that stops growing at the limit.</summary>
internal static class Inflater
{
    /// <summary>Whether the block fits; the buffer's content is the block's then.</summary>
    /// <exception cref="InvalidDataException">The bytes are no deflate stream, or one that does not end.</exception>
    internal static bool TryInflate(ReadOnlyMemory<byte> compressed, PooledBytes buffer, int maxBytes)
    {
        _ = MemoryMarshal.TryGetArray(compressed, out var segment);
        using var source = new Source(segment);
        using var inflating = new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true);
        buffer.Count = 0;
        while (buffer.Count < maxBytes)
        {
            if (buffer.Room.IsEmpty)
                buffer.Grow(maxBytes);
            var count = inflating.Read(buffer.Room[..Math.Min(buffer.Room.Length, maxBytes - buffer.Count)]);
            if (count == 0)
                return source.IsWhole ? true : throw new InvalidDataException("The deflate stream has no end.");
            buffer.Count += count;
        }

        Span<byte> more = stackalloc byte[1];
        return inflating.Read(more) == 0;
    }

    /// <summary>Knows whether more was asked for than there is: the framework ends quietly then.</summary>
    private sealed class Source(ArraySegment<byte> bytes)
        : MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
    {
        internal bool IsWhole { get; private set; } = true;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            IsWhole &= read > 0;
            return read;
        }
    }
}
