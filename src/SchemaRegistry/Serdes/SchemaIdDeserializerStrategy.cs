namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Where a deserializer looks for what a record's schema is; the names are Confluent's.</summary>
public enum SchemaIdDeserializerStrategy
{
    /// <summary>In the record's header, and where there is none in front of the value; the default.</summary>
    Dual,

    /// <summary>In front of the value only.</summary>
    Prefix,
}
