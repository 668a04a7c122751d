using OrderPipeline.Avro;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Framed values as arrays, for what is written once in a while.</summary>
public static class FramedValue
{
    /// <summary>Header and record in an array of exactly their length.</summary>
    /// <param name="writer">Knows the schema's id.</param>
    /// <param name="value">The record.</param>
    /// <exception cref="AvroException">The value cannot be written at any length.</exception>
    /// <exception cref="InvalidDataException">The value is larger than any that Kafka carries.</exception>
    public static byte[] ToArray<T>(this RegisteredWriter<T> writer, T value)
        where T : IAvroRecord<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        var buffer = new PooledBuffer();
        try
        {
            int written;
            while (!writer.TryWrite(value, buffer.Span, out written)) buffer.Grow();
            return buffer.Span[..written].ToArray();
        }
        finally
        {
            buffer.Dispose();
        }
    }
}
