namespace OrderPipeline.SchemaRegistry;

/// <summary>A schema together with the place it has in the registry.</summary>
/// <param name="Subject">The subject it is a version of.</param>
/// <param name="Version">Its version within the subject, from 1.</param>
/// <param name="Id">Its id, unique in the registry, from 1; it stands in front of every value written with
/// it.</param>
/// <param name="Schema">The schema itself.</param>
public sealed record RegisteredSchema(string Subject, int Version, int Id, Schema Schema)
{
    /// <summary>Its GUID, the same in every registry; null where the registry gives none.</summary>
    public Guid? Guid { get; init; }

    /// <summary>The schema's text.</summary>
    public string SchemaString => Schema.SchemaString;

    /// <summary>The schema's language.</summary>
    public SchemaType SchemaType => Schema.SchemaType;

    /// <summary>Schemas of other subjects that the text uses.</summary>
    public IReadOnlyList<SchemaReference> References => Schema.References;
}
