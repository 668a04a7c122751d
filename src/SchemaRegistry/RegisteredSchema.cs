namespace OrderPipeline.SchemaRegistry;

/// <summary>A schema together with the place it has in the registry.</summary>
/// <param name="Subject">The subject it is a version of.</param>
/// <param name="Version">Its version within the subject, from 1.</param>
/// <param name="Id">Its id, unique in the registry, from 1; it stands in front of every value written with
/// it.</param>
/// <param name="Schema">The schema itself.</param>
public sealed record RegisteredSchema(string Subject, int Version, int Id, Schema Schema);
