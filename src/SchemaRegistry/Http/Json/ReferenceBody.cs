namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>One entry of a schema's references.</summary>
internal sealed class ReferenceBody
{
    public required string Name { get; init; }

    public required string Subject { get; init; }

    public required int Version { get; init; }
}
