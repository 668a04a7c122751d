namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>The answer to a registration; newer registries add more, which is not needed.</summary>
internal sealed class IdBody
{
    public required int Id { get; init; }
}
