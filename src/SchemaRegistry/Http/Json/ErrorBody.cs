using System.Text.Json.Serialization;

namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>What the registry says when it refuses.</summary>
internal sealed class ErrorBody
{
    [JsonPropertyName("error_code")]
    public int ErrorCode { get; init; }

    public string? Message { get; init; }
}
