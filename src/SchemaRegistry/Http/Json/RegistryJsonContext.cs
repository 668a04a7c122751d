using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderPipeline.SchemaRegistry.Http.Json;

/// <summary>Reads and writes the registry's JSON without reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SchemaBody))]
[JsonSerializable(typeof(RegisteredBody))]
[JsonSerializable(typeof(RegistrationBody))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(ConfigBody))]
[JsonSerializable(typeof(ModeBody))]
[JsonSerializable(typeof(CompatibilityBody))]
[JsonSerializable(typeof(SubjectVersionBody[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(int))]
internal sealed partial class RegistryJsonContext : JsonSerializerContext;
