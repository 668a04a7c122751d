using System.Text.Json.Serialization;

namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>The answer to a compatibility test.</summary>
internal sealed class CompatibilityBody
{
    [JsonPropertyName("is_compatible")]
    public required bool IsCompatible { get; init; }

    /// <summary>What is in the way, as Confluent's registry says it.</summary>
    public string?[]? Messages { get; init; }

    /// <summary>What is in the way, as Apicurio's registry says it.</summary>
    public string? Reason { get; init; }
}
