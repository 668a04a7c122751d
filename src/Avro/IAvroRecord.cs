using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro;

/// <summary>A generated class of one Avro record.</summary>
/// <typeparam name="TSelf">The class itself.</typeparam>
public interface IAvroRecord<TSelf>
    where TSelf : IAvroRecord<TSelf>
{
    /// <summary>The schema as text that stands for itself, without whitespace.</summary>
    static abstract string SchemaJson { get; }

    /// <summary>The schema, parsed once.</summary>
    static abstract RecordSchema Schema { get; }

    /// <summary>The schema's CRC-64-AVRO, a constant in generated classes.</summary>
    static virtual ulong SchemaFingerprint => Fingerprints.SchemaFingerprint.Crc64(TSelf.Schema);

    /// <summary>Reads one record that was written with <see cref="Schema"/>; never throws.</summary>
    static abstract AvroStatus TryRead(ref AvroReader reader, out TSelf? value);

    /// <summary>
    /// Reads data that are one record and nothing more; never throws. Generated classes without lists, maps, unions
    /// and records in them allocate nothing where they refuse the data.
    /// </summary>
    /// <param name="data">Written with <see cref="Schema"/>.</param>
    /// <param name="value">The record where the status is ok, else null.</param>
    /// <returns><see cref="AvroErrorCode.TrailingBytes"/> where bytes are left.</returns>
    static virtual AvroStatus TryReadWhole(ReadOnlySpan<byte> data, out TSelf? value)
    {
        var reader = new AvroReader(data);
        var status = TSelf.TryRead(ref reader, out value);
        if (status.IsOk && !reader.TryReadEnd())
            status = reader.Status();
        if (!status.IsOk)
            value = default;
        return status;
    }

    /// <summary>Reads one record that was written with <see cref="Schema"/>.</summary>
    /// <exception cref="AvroException">The bytes are no valid record.</exception>
    static abstract TSelf Read(ref AvroReader reader);

    /// <summary>Writes the record; whether it went well is the writer's <see cref="AvroWriter.Error"/>.</summary>
    void Write(ref AvroWriter writer);
}
