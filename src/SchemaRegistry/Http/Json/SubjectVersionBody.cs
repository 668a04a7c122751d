namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>One place of a schema.</summary>
internal sealed class SubjectVersionBody
{
    public required string Subject { get; init; }

    public required int Version { get; init; }
}
