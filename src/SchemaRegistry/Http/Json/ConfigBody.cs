namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>A compatibility setting: reading it gives one name, writing it takes the other.</summary>
internal sealed class ConfigBody
{
    public string? CompatibilityLevel { get; init; }

    public string? Compatibility { get; init; }
}
