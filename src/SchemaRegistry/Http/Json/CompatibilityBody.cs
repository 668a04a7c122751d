using System.Text.Json.Serialization;

namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>The answer to a compatibility test.</summary>
internal sealed class CompatibilityBody
{
    [JsonPropertyName("is_compatible")]
    public required bool IsCompatible { get; init; }
}
