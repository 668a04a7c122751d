using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Compatibility;

/// <summary>One released version in a schema's history.</summary>
/// <param name="Name">What people call it: a number, a file's name.</param>
/// <param name="Schema">The schema as it was released.</param>
public sealed record SchemaVersion(string Name, AvroSchema Schema);
