using Confluent.Kafka;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>
/// How an <see cref="AvroSerializer{T}"/> finds its schema's id; names, properties and defaults are Confluent's.
/// </summary>
public sealed class AvroSerializerConfig : Config
{
    /// <summary>Makes settings with every default.</summary>
    public AvroSerializerConfig()
    {
    }

    /// <summary>Takes properties by name; those of others (<c>schema.registry.url</c>) are left alone.</summary>
    public AvroSerializerConfig(IEnumerable<KeyValuePair<string, string>> config)
        : base(config.ToDictionary(pair => pair.Key, pair => pair.Value))
    {
    }

    /// <summary>First size of the buffer a value is written into, in bytes, 1 to 256 MiB; 1024 unless set.</summary>
    public int? BufferBytes
    {
        get => SerdeProperties.Number(this, PropertyNames.BufferBytes);
        set => SerdeProperties.Set(this, PropertyNames.BufferBytes, value);
    }

    /// <summary>
    /// True, the default, when a schema that the subject lacks is registered, false when it is only looked up.
    /// </summary>
    public bool? AutoRegisterSchemas
    {
        get => SerdeProperties.Flag(this, PropertyNames.AutoRegisterSchemas);
        set => SerdeProperties.Set(this, PropertyNames.AutoRegisterSchemas, value);
    }

    /// <summary>
    /// True when values are written with the subject's latest schema, whatever ours is; needs
    /// <see cref="AutoRegisterSchemas"/> to be false.
    /// </summary>
    public bool? UseLatestVersion
    {
        get => SerdeProperties.Flag(this, PropertyNames.UseLatestVersion);
        set => SerdeProperties.Set(this, PropertyNames.UseLatestVersion, value);
    }

    /// <summary>
    /// For how many seconds the latest version is believed to be the latest, from 1; 300 unless set, -1 for ever.
    /// After that values go on being written with it while the registry is asked again.
    /// </summary>
    public int? LatestCacheTtlSecs
    {
        get => SerdeProperties.Number(this, PropertyNames.LatestCacheTtlSecs);
        set => SerdeProperties.Set(this, PropertyNames.LatestCacheTtlSecs, value);
    }

    /// <summary>
    /// The id, from 1, of the schema that values are written with, whatever ours is; no subject is looked at.
    /// </summary>
    public int? UseSchemaId
    {
        get => SerdeProperties.Number(this, PropertyNames.UseSchemaId);
        set => SerdeProperties.Set(this, PropertyNames.UseSchemaId, value);
    }

    /// <summary>True when the registry brings the schema into its normal form before it compares.</summary>
    public bool? NormalizeSchemas
    {
        get => SerdeProperties.Flag(this, PropertyNames.NormalizeSchemas);
        set => SerdeProperties.Set(this, PropertyNames.NormalizeSchemas, value);
    }

    /// <summary>How the subject is named; <see cref="OrderPipeline.SchemaRegistry.SubjectNameStrategy.Topic"/> unless
    /// set.</summary>
    public SubjectNameStrategy? SubjectNameStrategy
    {
        get => SerdeProperties.Word<SubjectNameStrategy>(this, PropertyNames.SubjectNameStrategy);
        set => SerdeProperties.Set(this, PropertyNames.SubjectNameStrategy, value);
    }

    /// <summary>Where the schema's id goes; in front of the value unless set.</summary>
    public SchemaIdSerializerStrategy? SchemaIdStrategy
    {
        get => SerdeProperties.Word<SchemaIdSerializerStrategy>(this, PropertyNames.SchemaIdStrategy);
        set => SerdeProperties.Set(this, PropertyNames.SchemaIdStrategy, value);
    }

    /// <summary>The properties' names.</summary>
    public static class PropertyNames
    {
        /// <summary>See <see cref="AvroSerializerConfig.BufferBytes"/>.</summary>
        public const string BufferBytes = "avro.serializer.buffer.bytes";

        /// <summary>See <see cref="AvroSerializerConfig.AutoRegisterSchemas"/>.</summary>
        public const string AutoRegisterSchemas = "avro.serializer.auto.register.schemas";

        /// <summary>See <see cref="AvroSerializerConfig.NormalizeSchemas"/>.</summary>
        public const string NormalizeSchemas = "avro.serializer.normalize.schemas";

        /// <summary>See <see cref="AvroSerializerConfig.UseSchemaId"/>.</summary>
        public const string UseSchemaId = "avro.serializer.use.schema.id";

        /// <summary>See <see cref="AvroSerializerConfig.UseLatestVersion"/>.</summary>
        public const string UseLatestVersion = "avro.serializer.use.latest.version";

        /// <summary>See <see cref="AvroSerializerConfig.LatestCacheTtlSecs"/>; ours, not Confluent's.</summary>
        public const string LatestCacheTtlSecs = "avro.serializer.latest.cache.ttl.secs";

        /// <summary>See <see cref="AvroSerializerConfig.SubjectNameStrategy"/>.</summary>
        public const string SubjectNameStrategy = "avro.serializer.subject.name.strategy";

        /// <summary>See <see cref="AvroSerializerConfig.SchemaIdStrategy"/>.</summary>
        public const string SchemaIdStrategy = "avro.serializer.schema.id.strategy";
    }
}
