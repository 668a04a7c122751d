namespace OrderPipeline.Messaging.Settings;

/// <summary>One section of the settings: its name, how its options are made, and what must hold for them.</summary>
internal sealed record SettingsSection(
    string Name, Type Type, Func<object> Create, Func<object, IEnumerable<(string Key, string Problem)>> Validate);
