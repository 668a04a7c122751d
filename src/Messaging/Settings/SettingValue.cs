namespace OrderPipeline.Messaging.Settings;

/// <summary>
/// One value as it was given: its full key (<c>Kafka:BootstrapServers</c>), its text, and where it stands.
/// </summary>
internal readonly record struct SettingValue(string Key, string? Text, string Source);
