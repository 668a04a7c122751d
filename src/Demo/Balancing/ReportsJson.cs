using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderPipeline.Demo.Balancing;

/// <summary>Reads the programs' reports without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(AveragesReport))]
[JsonSerializable(typeof(DeadLettersReport))]
internal sealed partial class ReportsJson : JsonSerializerContext
{
    public static AveragesReport Averages(string json) =>
        JsonSerializer.Deserialize(json, Default.AveragesReport) ?? throw new JsonException("no averages");

    public static DeadLettersReport DeadLetters(string json) =>
        JsonSerializer.Deserialize(json, Default.DeadLettersReport) ?? throw new JsonException("no dead letters");
}
