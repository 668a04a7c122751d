using System.Collections;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace OrderPipeline.Messaging.Settings;

/// <summary>Reads the three layers of the settings: the file, the environment, the command line.</summary>
internal static class SettingLayers
{
    /// <summary>Every environment variable of ours begins with this, in any letter case.</summary>
    public const string EnvironmentPrefix = "ORDERPIPELINE_";

    /// <summary>The file's values; none where there is no file.</summary>
    public static IReadOnlyList<SettingValue> FromFile(string path)
    {
        if (!File.Exists(path))
            return [];
        var name = Path.GetFileName(path);
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false).Build();
            // A key that has children is an object or a list: its children say it all.
            return [.. file.AsEnumerable()
                .Where(pair => !string.IsNullOrEmpty(pair.Value) || !file.GetSection(pair.Key).GetChildren().Any())
                .OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
                .Select(pair => new SettingValue(pair.Key, pair.Value, name))];
        }
        catch (Exception failure) when (failure is InvalidDataException or FormatException or IOException
                                            or UnauthorizedAccessException)
        {
            throw new SettingsException($"{name} cannot be read: {Cause(failure)} ({path})");
        }
    }

    /// <summary>The values of the environment; <c>__</c> stands for the colon, which shells refuse.</summary>
    public static IReadOnlyList<SettingValue> FromEnvironment(IDictionary environment) =>
        [.. environment.Cast<DictionaryEntry>()
            .Select(entry => (Name: (string)entry.Key, Text: entry.Value as string))
            .Where(entry => entry.Name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => new SettingValue(
                entry.Name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal),
                entry.Text, "environment variable " + entry.Name))];

    /// <summary>The command line's values, each <c>--Section:Key=value</c>.</summary>
    public static IReadOnlyList<SettingValue> FromCommandLine(IEnumerable<string> overrides) =>
        [.. overrides.Select(Override)];

    private static SettingValue Override(string token)
    {
        var equals = token.IndexOf('=', StringComparison.Ordinal);
        if (!token.StartsWith("--", StringComparison.Ordinal) || equals < 0)
            throw new SettingsException($"a setting on the command line reads --Section:Key=value, not {token}");
        var key = token[2..equals];
        return new SettingValue(key, token[(equals + 1)..], "command line, --" + key);
    }

    private static string Cause(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            // The parser's own message may quote the file, and the file may hold a password.
            if (cause is JsonException json)
                return $"not valid JSON at line {json.LineNumber + 1}, column {json.BytePositionInLine + 1}";
            if (cause is FormatException && cause.InnerException is null)
                return cause.Message.TrimEnd('.');
        }
        return failure is IOException or UnauthorizedAccessException ? "no access" : "not valid JSON";
    }
}
