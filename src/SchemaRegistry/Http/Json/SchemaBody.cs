namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>A schema as requests carry it and as a look-up by id answers it.</summary>
internal sealed class SchemaBody
{
    public required string Schema { get; init; }

    public string? SchemaType { get; init; }

    public ReferenceBody?[]? References { get; init; }

    /// <summary>The id that an import asks for.</summary>
    public int? Id { get; init; }

    /// <summary>The version that an import asks for.</summary>
    public int? Version { get; init; }
}
