namespace OrderPipeline.Messaging.Settings;

/// <summary>A setting is unknown, missing or bad; the message names it, and where it was set, in one line.</summary>
/// <param name="message">One sentence without secrets.</param>
public sealed class SettingsException(string message) : Exception(message);
