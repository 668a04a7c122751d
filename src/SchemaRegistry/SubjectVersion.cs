namespace OrderPipeline.SchemaRegistry;

/// <summary>A place that a schema has in the registry.</summary>
/// <param name="Subject">The subject's name.</param>
/// <param name="Version">The version within the subject, from 1.</param>
public sealed record SubjectVersion(string Subject, int Version);
