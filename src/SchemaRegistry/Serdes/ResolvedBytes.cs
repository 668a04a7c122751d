using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Turns a whole value of one schema into one of another, in a buffer that grows as needed.</summary>
internal static class ResolvedBytes
{
    /// <returns>How many bytes of the buffer are the value.</returns>
    /// <exception cref="AvroException">The bytes are not one valid value of the writer's schema.</exception>
    public static int Resolve(AvroResolver resolver, ReadOnlySpan<byte> source, ref PooledBuffer buffer)
    {
        while (true)
        {
            var writer = new AvroWriter(buffer.Span);
            var status = resolver.TryResolve(source, ref writer, out var consumed);
            if (status.IsOk && !writer.Overflowed)
            {
                return consumed == source.Length
                    ? writer.Written
                    : throw new AvroException(new AvroStatus(AvroErrorCode.TrailingBytes, consumed, null));
            }

            if (!writer.Overflowed && status.Code != AvroErrorCode.DestinationTooShort)
                throw new AvroException(status);
            buffer.Grow();
        }
    }
}
