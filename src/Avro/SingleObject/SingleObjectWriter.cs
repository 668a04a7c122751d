using OrderPipeline.Avro.Fingerprints;

namespace OrderPipeline.Avro.SingleObject;

/// <summary>Writes records in single-object encoding (specification, "Single object encoding").</summary>
/// <typeparam name="T">The generated class of the record.</typeparam>
public static class SingleObjectWriter<T>
    where T : IAvroRecord<T>
{
    private static readonly ulong OwnFingerprint = SchemaFingerprint.Crc64(T.Schema);

    /// <summary>CRC-64-AVRO of the record's schema, computed once.</summary>
    public static ulong Fingerprint => OwnFingerprint;

    /// <summary>Writes the marker, the fingerprint and the record; the writer keeps its own failure.</summary>
    public static void Write(ref AvroWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Span<byte> header = stackalloc byte[SingleObjectEncoding.HeaderSize];
        SingleObjectEncoding.WriteHeader(header, OwnFingerprint);
        writer.WriteFixed(header);
        value.Write(ref writer);
    }
}
