namespace OrderPipeline.Messaging.Settings;

/// <summary>How the records of the input topic are framed (SPEC 4).</summary>
public enum InputFormat
{
    /// <summary>Confluent's wire format: a zero byte, the schema's id, Avro.</summary>
    Confluent,

    /// <summary>Avro's single-object encoding: a marker, the schema's fingerprint, Avro.</summary>
    SingleObject,

    /// <summary>
    /// Avro without a frame, written with the schema of <see cref="ConsumerOptions.InputSchemaFile"/>.
    /// </summary>
    Raw,

    /// <summary>Each record tells by its first bytes; unframed ones need a schema file.</summary>
    Auto,
}
