namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>Settings: reading them gives one name for the compatibility, writing takes the other.</summary>
internal sealed class ConfigBody
{
    public string? CompatibilityLevel { get; init; }

    public string? Compatibility { get; init; }

    public bool? Normalize { get; init; }

    public string? Alias { get; init; }

    public string? CompatibilityGroup { get; init; }
}
