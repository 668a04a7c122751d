namespace OrderPipeline.SchemaRegistry;

/// <summary>The schema languages that a Confluent-compatible registry knows.</summary>
public enum SchemaType
{
    /// <summary>Avro, the registry's default (<c>AVRO</c>).</summary>
    Avro,

    /// <summary>JSON Schema (<c>JSON</c>).</summary>
    Json,

    /// <summary>Protocol Buffers (<c>PROTOBUF</c>).</summary>
    Protobuf,

    /// <summary>A language that this client has no name for.</summary>
    Unknown,
}
