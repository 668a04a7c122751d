using System.Collections;
using System.Globalization;

namespace OrderPipeline.Messaging.Settings;

/// <summary>Reads, binds and checks the settings of a program (SPEC 7).</summary>
public static class SettingsLoader
{
    /// <summary>The file that lies beside each program.</summary>
    public const string FileName = "appsettings.json";

    /// <summary>
    /// Reads the file beside the program, then the environment, then the command line; later ones win.
    /// </summary>
    /// <param name="catalog">The sections there are.</param>
    /// <param name="commandLineOverrides">Tokens such as <c>--Kafka:BootstrapServers=broker:9092</c>.</param>
    /// <exception cref="SettingsException">A setting is unknown or bad; nothing has been started yet.</exception>
    public static LoadedSettings Load(SettingsCatalog catalog, IEnumerable<string> commandLineOverrides) => Load(
        catalog, Path.Combine(AppContext.BaseDirectory, FileName), Environment.GetEnvironmentVariables(),
        commandLineOverrides);

    /// <summary>The same with a file and an environment of the caller's choice.</summary>
    /// <param name="catalog">The sections there are.</param>
    /// <param name="file">Path of the JSON file; it may be missing.</param>
    /// <param name="environment">Names and values; only those with the prefix <c>ORDERPIPELINE_</c> count.</param>
    /// <param name="commandLineOverrides">Tokens such as <c>--Kafka:BootstrapServers=broker:9092</c>.</param>
    /// <exception cref="SettingsException">A setting is unknown or bad.</exception>
    public static LoadedSettings Load(
        SettingsCatalog catalog, string file, IDictionary environment, IEnumerable<string> commandLineOverrides)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var options = catalog.Sections.Values.ToDictionary(section => section.Type, section => section.Create());
        var sources = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<SettingValue>[] layers =
        [
            SettingLayers.FromFile(file),
            SettingLayers.FromEnvironment(environment),
            SettingLayers.FromCommandLine(commandLineOverrides),
        ];
        foreach (var layer in layers)
            Apply(catalog, layer, options, sources);
        foreach (var section in catalog.Sections.Values)
            Check(section, options[section.Type], sources);
        return new LoadedSettings(options);
    }

    private static void Apply(
        SettingsCatalog catalog, IReadOnlyList<SettingValue> layer, Dictionary<Type, object> options,
        Dictionary<string, string> sources)
    {
        var lists = new Dictionary<string, SortedDictionary<int, string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var given in layer)
        {
            if (SettingSlot.Find(catalog, given) is not { } slot || given.Text is null)
                continue;
            var owner = Owner(options[slot.Section.Type], slot);
            sources[slot.Path] = given.Source;
            if (SettingSlot.IsFreeForm(slot.Type))
                SetProperty(slot, owner, given, sources);
            else if (SettingSlot.IsList(slot.Type))
                SetList(slot, owner, given, lists);
            else
                slot.Way[^1].SetValue(owner, Converted(slot, given));
        }
    }

    private static object Owner(object options, SettingSlot slot)
    {
        foreach (var step in slot.Way.SkipLast(1))
        {
            if (step.GetValue(options) is not { } next)
                step.SetValue(options, next = Activator.CreateInstance(step.PropertyType)!);
            options = next;
        }
        return options;
    }

    private static object? Converted(SettingSlot slot, SettingValue given)
    {
        if (SettingConverter.TryConvert(given.Text!, slot.Type, out var value, out var expected))
            return value;
        var shown = SecretNames.Holds(slot.Path) ? "its value" : $"'{given.Text}'";
        throw new SettingsException($"{slot.Path}: {shown} is not {expected} ({given.Source})");
    }

    private static void SetProperty(
        SettingSlot slot, object owner, SettingValue given, Dictionary<string, string> sources)
    {
        if (slot.Below is null)
        {
            if (string.IsNullOrEmpty(given.Text))
                return;
            throw new SettingsException($"{slot.Path} takes properties, {slot.Path}:name=value ({given.Source})");
        }
        // Shells refuse dots in names, and Windows folds their letter case.
        var name = slot.Below.Replace('_', '.').ToLowerInvariant();
        var properties = (IDictionary<string, string>)slot.Way[^1].GetValue(owner)!;
        properties[name] = given.Text!;
        sources[slot.Path + ":" + name] = given.Source;
    }

    /// <summary>A layer that names a list at all replaces the one of the layers below.</summary>
    private static void SetList(
        SettingSlot slot, object owner, SettingValue given, Dictionary<string, SortedDictionary<int, string>> lists)
    {
        if (slot.Below is null)
        {
            var items = given.Text!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            slot.Way[^1].SetValue(owner, items);
            return;
        }
        if (!lists.TryGetValue(slot.Path, out var list))
            lists[slot.Path] = list = [];
        list[int.Parse(slot.Below, CultureInfo.InvariantCulture)] = given.Text!;
        slot.Way[^1].SetValue(owner, list.Values.ToArray());
    }

    private static void Check(SettingsSection section, object options, Dictionary<string, string> sources)
    {
        foreach (var (key, problem) in section.Validate(options))
        {
            var path = section.Name + ":" + key;
            var source = sources.TryGetValue(path, out var where) ? $" ({where})" : "";
            throw new SettingsException($"{path}: {problem}{source}");
        }
    }
}
