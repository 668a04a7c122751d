using System.Text.Json.Serialization;

namespace OrderPipeline.Producer.Output;

/// <summary>The summary's JSON: names in camel case, written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
