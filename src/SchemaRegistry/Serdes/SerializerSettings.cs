namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>A serializer's settings, read once and checked.</summary>
internal sealed record SerializerSettings
{
    private const int MostBufferBytes = 256 * 1024 * 1024;

    private static readonly string[] Known =
    [
        AvroSerializerConfig.PropertyNames.BufferBytes,
        AvroSerializerConfig.PropertyNames.AutoRegisterSchemas,
        AvroSerializerConfig.PropertyNames.NormalizeSchemas,
        AvroSerializerConfig.PropertyNames.UseSchemaId,
        AvroSerializerConfig.PropertyNames.UseLatestVersion,
        AvroSerializerConfig.PropertyNames.LatestCacheTtlSecs,
        AvroSerializerConfig.PropertyNames.SubjectNameStrategy,
        AvroSerializerConfig.PropertyNames.SchemaIdStrategy,
    ];

    /// <exception cref="ArgumentException">A setting is bad, or two exclude each other.</exception>
    public SerializerSettings(AvroSerializerConfig config)
    {
        SerdeProperties.ThrowIfUnknown(config, "avro.serializer.", Known);
        BufferBytes = config.BufferBytes ?? PooledBuffer.FirstBytes;
        IsRegistering = config.AutoRegisterSchemas ?? true;
        IsNormalizing = config.NormalizeSchemas ?? false;
        UsesLatest = config.UseLatestVersion ?? false;
        SchemaId = config.UseSchemaId;
        Subjects = config.SubjectNameStrategy ?? SubjectNameStrategy.Topic;
        IsIdInHeader = config.SchemaIdStrategy == SchemaIdSerializerStrategy.Header;
        var seconds = config.LatestCacheTtlSecs ?? 300;
        LatestTime = seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);

        if (BufferBytes is < 1 or > MostBufferBytes)
            throw new ArgumentException("BufferBytes is not from 1 to 268,435,456", nameof(config));
        if (SchemaId < 1)
            throw new ArgumentException("UseSchemaId is not from 1", nameof(config));
        if (seconds is 0 or < -1)
            throw new ArgumentException("LatestCacheTtlSecs is neither from 1 nor -1", nameof(config));
        if (UsesLatest && IsRegistering)
            throw new ArgumentException("UseLatestVersion needs AutoRegisterSchemas to be false", nameof(config));
        if (UsesLatest && SchemaId is not null)
            throw new ArgumentException("UseLatestVersion and UseSchemaId exclude each other", nameof(config));
    }

    public int BufferBytes { get; }

    public bool IsRegistering { get; }

    public bool IsNormalizing { get; }

    public bool UsesLatest { get; }

    public int? SchemaId { get; }

    public SubjectNameStrategy Subjects { get; }

    public bool IsIdInHeader { get; }

    /// <summary>How long a latest version is believed to be one; infinite for ever.</summary>
    public TimeSpan LatestTime { get; }
}
