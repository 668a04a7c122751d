namespace OrderPipeline.Avro;

/// <summary>Decodes varints of more than one byte; the readers do those of one byte themselves.</summary>
internal static class VarintDecoder
{
    /// <summary>
    /// Decodes before zig-zag; padding with empty groups is taken, as other implementations take it.
    /// </summary>
    internal static AvroErrorCode Read(ReadOnlySpan<byte> data, int maxBytes, out ulong value, out int size)
    {
        value = 0;
        size = 0;
        while (size < data.Length && size < maxBytes)
        {
            ulong b = data[size];

            // The tenth byte has room for one bit of the 64.
            if (size == 9 && b > 1)
                return AvroErrorCode.VarintTooLong;
            value |= (b & 0x7F) << (7 * size);
            size++;
            if (b < 0x80)
                return AvroErrorCode.None;
        }

        return size == maxBytes ? AvroErrorCode.VarintTooLong : AvroErrorCode.EndOfData;
    }
}
