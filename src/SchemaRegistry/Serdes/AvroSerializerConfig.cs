namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>
/// How an <see cref="AvroSerializer{T}"/> finds its schema's id; names and defaults are Confluent's.
/// </summary>
public sealed class AvroSerializerConfig
{
    /// <summary>True when a schema that the subject lacks is registered, false when it is only looked up.</summary>
    public bool AutoRegisterSchemas { get; set; } = true;

    /// <summary>
    /// True when values are written with the subject's latest schema, whatever ours is; needs
    /// <see cref="AutoRegisterSchemas"/> to be false.
    /// </summary>
    public bool UseLatestVersion { get; set; }

    /// <summary>True when the registry brings the schema into its normal form before it compares.</summary>
    public bool NormalizeSchemas { get; set; }

    /// <summary>How the subject is named.</summary>
    public SubjectNameStrategy SubjectNameStrategy { get; set; }
}
