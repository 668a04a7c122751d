using System.Globalization;
using System.Reflection;

namespace OrderPipeline.Messaging.Settings;

/// <summary>
/// The place that a key names: a section, the properties down to the value, and a key or index below it.
/// </summary>
internal sealed record SettingSlot(SettingsSection Section, IReadOnlyList<PropertyInfo> Way, string? Below)
{
    /// <summary>The full key in the spelling of the classes.</summary>
    public string Path => string.Join(':', [Section.Name, .. Way.Select(step => step.Name)]);

    /// <summary>The type of the value that the key names.</summary>
    public Type Type => Way[^1].PropertyType;

    /// <summary>Finds the place; null where the key names a whole section and so carries no value.</summary>
    /// <exception cref="SettingsException">There is no such section or setting.</exception>
    public static SettingSlot? Find(SettingsCatalog catalog, SettingValue given)
    {
        var parts = given.Key.Split(':');
        if (!catalog.Sections.TryGetValue(parts[0], out var section))
            throw Unknown("section", parts[0], given, [.. catalog.Sections.Values.Select(known => known.Name)]);
        var way = new List<PropertyInfo>();
        var type = section.Type;
        for (var index = 1; index < parts.Length; index++)
        {
            var path = string.Join(':', [section.Name, .. way.Select(step => step.Name)]);
            var names = Settable(type).Select(property => property.Name).ToArray();
            var step = Settable(type).FirstOrDefault(
                property => property.Name.Equals(parts[index], StringComparison.OrdinalIgnoreCase))
                ?? throw Unknown("setting", path + ":" + parts[index], given, [.. names.Select(name =>
                    path + ":" + name)]);
            way.Add(step);
            type = step.PropertyType;
            if (SettingConverter.IsScalar(type) || IsFreeForm(type) || IsList(type))
                return new SettingSlot(section, way, Rest(parts, index + 1, type, given));
        }
        return string.IsNullOrEmpty(given.Text)
            ? null
            : throw new SettingsException($"{given.Key} is a section and takes no value ({given.Source})");
    }

    public static bool IsFreeForm(Type type) => type.IsAssignableFrom(typeof(Dictionary<string, string>))
        && type != typeof(object);

    public static bool IsList(Type type) => type != typeof(string) && type != typeof(object)
        && type.IsAssignableFrom(typeof(string[]));

    private static string? Rest(string[] parts, int from, Type type, SettingValue given)
    {
        if (from == parts.Length)
            return null;
        var single = from == parts.Length - 1;
        var fits = IsFreeForm(type) ? single && parts[from].Length > 0
            : IsList(type) && single
                && int.TryParse(parts[from], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return fits ? parts[from] : throw new SettingsException(
            $"unknown setting {given.Key}: {string.Join(':', parts[..from])} has nothing of that name " +
                $"below it ({given.Source})");
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead
            && (property.SetMethod is { IsPublic: true } || IsFreeForm(property.PropertyType)));

    private static SettingsException Unknown(string what, string name, SettingValue given, string[] known) =>
        new($"unknown {what} {name} ({given.Source}): {NearMatch.Suggest(name, known)}");
}
