using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>A draft that the parser accepts.</summary>
/// <param name="Text">What is to be kept: the text as sent, or its normal form.</param>
/// <param name="Normal">The text's normal form.</param>
/// <param name="References">As the draft has them.</param>
/// <param name="Referenced">The schemas behind the references, in their order.</param>
/// <param name="Parsed">For whoever compares it with earlier versions; not kept.</param>
/// <param name="Extras">Metadata and rules.</param>
internal sealed record CheckedSchema(
    string Text,
    string Normal,
    IReadOnlyList<SchemaReference> References,
    IReadOnlyList<StoredSchema> Referenced,
    AvroSchema Parsed,
    SchemaExtras Extras)
{
    /// <summary>Equal for schemas that say the same with the same references, however they are spelt.</summary>
    public string Key { get; } = SchemaKeys.Of(Normal, References, Extras);

    public CheckedSchema With(SchemaExtras extras) =>
        extras.Says(Extras) ? this : new CheckedSchema(Text, Normal, References, Referenced, Parsed, extras);
}
