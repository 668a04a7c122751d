using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Turns a whole value of one schema into one of another, in a buffer that grows as needed.</summary>
internal static class ResolvedBytes
{
    /// <param name="resolver">From the writer's schema to the reader's.</param>
    /// <param name="source">One value of the writer's schema, and nothing behind it.</param>
    /// <param name="checksText">
    /// False where the caller decodes the result at once, and comes again after a failure.
    /// </param>
    /// <param name="buffer">Takes the reader's bytes.</param>
    /// <param name="length">How many bytes of the buffer are the value.</param>
    /// <exception cref="InvalidDataException">The value is larger than any that Kafka carries.</exception>
    public static AvroStatus TryResolve(
        AvroResolver resolver, ReadOnlySpan<byte> source, bool checksText, ref PooledBuffer buffer, out int length)
    {
        while (true)
        {
            var writer = new AvroWriter(buffer.Span);
            var status = resolver.TryResolve(source, ref writer, checksText, out var consumed);
            length = writer.Written;
            if (status.IsOk && !writer.Overflowed)
            {
                return consumed == source.Length
                    ? AvroStatus.Ok
                    : new AvroStatus(AvroErrorCode.TrailingBytes, consumed, null);
            }

            if (!writer.Overflowed && status.Code != AvroErrorCode.DestinationTooShort)
                return status;
            buffer.Grow();
        }
    }
}
