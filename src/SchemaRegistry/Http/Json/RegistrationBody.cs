namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>The answer to a registration: older registries give the id only.</summary>
internal sealed class RegistrationBody
{
    public required int Id { get; init; }

    public int? Version { get; init; }

    public string? Guid { get; init; }
}
