using System.Collections;
using OrderPipeline.Messaging.Settings;

namespace Messaging.Tests.Settings;

/// <summary>A settings file of one test, deleted at its end, and the ways to load it.</summary>
internal sealed class SettingsFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("settings-").FullName;
    private readonly Hashtable _environment = [];

    public SettingsFile(string json) => File.WriteAllText(Name, json);

    private string Name => Path.Combine(_folder, "appsettings.json");

    public SettingsFile With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    public LoadedSettings Load(params string[] overrides) =>
        SettingsLoader.Load(new SettingsCatalog().AddKafka("group"), Name, _environment, overrides);

    public string Error(params string[] overrides) =>
        Assert.Throws<SettingsException>(() => Load(overrides)).Message;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
