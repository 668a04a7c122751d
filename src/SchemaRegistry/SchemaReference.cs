namespace OrderPipeline.SchemaRegistry;

/// <summary>Says that a schema uses a type which another subject's version defines.</summary>
/// <param name="Name">The name by which the schema's text uses it; for Avro the full name.</param>
/// <param name="Subject">The subject that defines it.</param>
/// <param name="Version">The version of that subject, from 1.</param>
public sealed record SchemaReference(string Name, string Subject, int Version);
