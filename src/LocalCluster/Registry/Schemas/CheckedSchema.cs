using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>A draft that the parser accepts.</summary>
/// <param name="Text">What is to be kept: the text as sent, or its normal form.</param>
/// <param name="Key">Equal for schemas that say the same with the same references, however they are spelt.</param>
/// <param name="References">As the draft has them.</param>
/// <param name="Referenced">The schemas behind the references, in their order.</param>
/// <param name="Parsed">For whoever compares it with earlier versions; not kept.</param>
internal sealed record CheckedSchema(
    string Text,
    string Key,
    IReadOnlyList<SchemaReference> References,
    IReadOnlyList<StoredSchema> Referenced,
    AvroSchema Parsed);
