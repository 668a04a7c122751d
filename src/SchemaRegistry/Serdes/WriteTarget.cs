using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.SchemaRegistry.Framing;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>How values of a topic are written: under which id, framed how, in whose schema.</summary>
/// <remarks>Thread-safe; changes nothing but the time of its last look at the registry.</remarks>
/// <param name="schemaId">The id in front of each value.</param>
/// <param name="header">The header's value where the schema stands there instead; else null.</param>
/// <param name="resolver">From our schema to the one that is written; null where that is ours.</param>
/// <param name="since">When the registry said so, as a time stamp of the clock.</param>
internal sealed class WriteTarget<T>(int schemaId, byte[]? header, AvroResolver? resolver, long since)
    where T : class, IAvroRecord<T>
{
    private long _since = since;

    public byte[]? Header { get; } = header;

    /// <summary>True for one caller when the registry is to be asked again.</summary>
    public bool IsDue(TimeSpan after, TimeProvider time)
    {
        var since = Volatile.Read(ref _since);
        return time.GetElapsedTime(since) >= after
            && Interlocked.CompareExchange(ref _since, time.GetTimestamp(), since) == since;
    }

    /// <summary>Writes framing and record; false when the destination is too short.</summary>
    /// <exception cref="AvroException">The value cannot be written at any length.</exception>
    public bool TryWrite(T value, Span<byte> destination, out int written)
    {
        written = 0;
        var start = Header is null ? ConfluentWireFormat.HeaderSize : 0;
        if (destination.Length < start)
            return false;
        if (Header is null)
            ConfluentWireFormat.WriteHeader(destination, schemaId);
        var writer = new AvroWriter(destination[start..]);
        if (resolver is null)
            value.Write(ref writer);
        else if (!TryWriteResolved(value, resolver, ref writer))
            return false;
        if (writer.Error != AvroErrorCode.None)
            return writer.Overflowed ? false : throw new AvroException(writer.Status);
        written = start + writer.Written;
        return true;
    }

    private static bool TryWriteResolved(T value, AvroResolver resolver, ref AvroWriter destination)
    {
        var own = new PooledBuffer();
        try
        {
            while (true)
            {
                var writer = new AvroWriter(own.Span);
                value.Write(ref writer);
                if (writer.Error == AvroErrorCode.None)
                {
                    var status = resolver.TryResolve(own.Span[..writer.Written], ref destination, out _);
                    if (status.IsOk || destination.Overflowed || status.Code == AvroErrorCode.DestinationTooShort)
                        return status.IsOk && !destination.Overflowed;
                    throw new AvroException(status);
                }

                if (!writer.Overflowed)
                    throw new AvroException(writer.Status);
                own.Grow();
            }
        }
        finally
        {
            own.Dispose();
        }
    }
}
