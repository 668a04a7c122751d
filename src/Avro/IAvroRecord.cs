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

    /// <summary>Reads one record that was written with <see cref="Schema"/>.</summary>
    /// <exception cref="AvroException">The bytes are no valid record.</exception>
    static abstract TSelf Read(ref AvroReader reader);

    /// <summary>Writes the record; whether it went well is the writer's <see cref="AvroWriter.Error"/>.</summary>
    void Write(ref AvroWriter writer);
}
