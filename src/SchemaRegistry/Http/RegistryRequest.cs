using System.Text.Json.Serialization.Metadata;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>One request, as often as it is sent.</summary>
/// <param name="Method">The verb; a repeated POST or PUT changes nothing more at the registry.</param>
/// <param name="Path">Path and query below the address's root, escaped, without a leading slash.</param>
/// <param name="Body">UTF-8 JSON, null for none.</param>
/// <param name="AnswerType">What a good answer parses to.</param>
internal sealed record RegistryRequest(HttpMethod Method, string Path, byte[]? Body, JsonTypeInfo AnswerType);
