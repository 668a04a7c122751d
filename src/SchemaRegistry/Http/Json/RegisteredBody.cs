namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>One version of a subject.</summary>
internal sealed class RegisteredBody
{
    public required string Subject { get; init; }

    public required int Version { get; init; }

    public required int Id { get; init; }

    public string? Guid { get; init; }

    public required string Schema { get; init; }

    public string? SchemaType { get; init; }

    public ReferenceBody?[]? References { get; init; }
}
