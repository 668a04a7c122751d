using System.Text.Json.Serialization;

namespace Benchmarks.Codec;

/// <summary>System.Text.Json's generated code for the baseline.</summary>
[JsonSerializable(typeof(OrderJson))]
internal sealed partial class OrderJsonContext : JsonSerializerContext;
