namespace OrderPipeline.Messaging.Settings;

/// <summary>Tells from its name whether a setting may hold a secret, so that no error shows its value.</summary>
internal static class SecretNames
{
    private static readonly string[] Marks =
        ["password", "secret", "token", "basicauth", "sasl", "jaas", "pem", "ssl.key", "credential", "oauthbearer"];

    /// <summary>True where the value must not be shown.</summary>
    public static bool Holds(string key) =>
        Array.Exists(Marks, mark => key.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
