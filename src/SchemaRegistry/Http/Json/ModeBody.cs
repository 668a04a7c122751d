namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>What may be done with a subject, or with the registry.</summary>
internal sealed class ModeBody
{
    public required string Mode { get; init; }
}
