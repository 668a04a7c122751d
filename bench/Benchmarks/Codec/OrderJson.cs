using System.Text.Json.Serialization;

namespace Benchmarks.Codec;

/// <summary>The order as System.Text.Json takes it.</summary>
internal sealed record OrderJson
{
    [JsonPropertyName("orderId")]
    public required string OrderId { get; init; }

    [JsonPropertyName("product")]
    public required string Product { get; init; }

    [JsonPropertyName("price")]
    public required float Price { get; init; }
}
