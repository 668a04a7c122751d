namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Where a serializer writes what a record's schema is; the names are Confluent's.</summary>
public enum SchemaIdSerializerStrategy
{
    /// <summary>The GUID into the record's header; the value is bare Avro.</summary>
    Header,

    /// <summary>The id in front of the value, the default.</summary>
    Prefix,
}
