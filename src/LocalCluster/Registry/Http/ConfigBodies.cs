using System.Text.Json;
using OrderPipeline.Avro.Compatibility;
using OrderPipeline.LocalCluster.Registry.Compatibility;
using OrderPipeline.LocalCluster.Registry.Settings;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>Reads and writes configs, and refuses what this registry would keep and not act on.</summary>
internal static class ConfigBodies
{
    /// <exception cref="RegistryRefusalException">400, 42203 or 42205, with what is wrong.</exception>
    public static ConfigUpdate ReadUpdate(JsonElement body)
    {
        RequestBodies.RequireObject(body);
        var update = new ConfigUpdate();
        foreach (var member in body.EnumerateObject())
        {
            update = member.Name switch
            {
                "compatibility" or "compatibilityLevel" => update with { Level = new(ReadLevel(body, member.Name)) },
                "normalize" => update with { Normalize = new(ReadFlag(member)) },
                "alias" => update with { Alias = new(ReadText(body, member.Name)) },
                "compatibilityGroup" => update with { CompatibilityGroup = new(ReadText(body, member.Name)) },
                _ when member.Value.ValueKind is JsonValueKind.Null or JsonValueKind.False => update,
                _ => throw RegistryRefusals.NotPermitted(
                    "This registry's config knows 'compatibility', 'normalize', 'alias' and 'compatibilityGroup', "
                    + "and nothing else."),
            };
        }

        return update.IsEmpty ? throw RegistryRefusals.InvalidCompatibility() : update;
    }

    /// <summary>A config as it holds.</summary>
    public static void Write(Utf8JsonWriter answer, SubjectConfig config) =>
        Write(answer, config, "compatibilityLevel");

    /// <summary>What a request changed, as it was asked for.</summary>
    public static void WriteUpdate(Utf8JsonWriter answer, ConfigUpdate update) =>
        Write(answer, update.Apply(new SubjectConfig()), "compatibility");

    private static void Write(Utf8JsonWriter answer, SubjectConfig config, string levelName)
    {
        answer.WriteStartObject();
        if (config.Alias is { } alias)
            answer.WriteString("alias", alias);
        if (config.Normalize is { } normalize)
            answer.WriteBoolean("normalize", normalize);
        if (config.Level is { } level)
            answer.WriteString(levelName, CompatibilityNames.Of(level));
        if (config.CompatibilityGroup is { } group)
            answer.WriteString("compatibilityGroup", group);
        answer.WriteEndObject();
    }

    private static CompatibilityLevel? ReadLevel(JsonElement body, string name) =>
        RequestBodies.Text(body, name) is { } level ? CompatibilityNames.Parse(level) : null;

    private static bool? ReadFlag(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw RegistryRefusals.BadRequest($"The request's '{member.Name}' is neither true nor false."),
    };

    /// <summary>An empty text says as little as null.</summary>
    private static string? ReadText(JsonElement body, string name) =>
        RequestBodies.Text(body, name) is { Length: > 0 } text ? SubjectNames.Normalize(text) : null;
}
