using System.Collections;
using System.Globalization;

namespace OrderPipeline.SchemaRegistry;

/// <summary>Settings of a client under Confluent's names, for programs that come from there.</summary>
/// <remarks>Holds secrets: never print one of these. <see cref="SchemaRegistryOptions"/> has more settings.</remarks>
public sealed class SchemaRegistryConfig : IEnumerable<KeyValuePair<string, string>>
{
    private const string Prefix = "schema.registry.";

    private readonly Dictionary<string, string> _properties = [];

    /// <summary>Addresses, separated by commas (<c>schema.registry.url</c>).</summary>
    public string? Url { get => Get("url"); set => Set("url", value); }

    /// <summary>How long a request may take, in ms (<c>schema.registry.request.timeout.ms</c>).</summary>
    public int? RequestTimeoutMs { get => GetInt("request.timeout.ms"); set => SetInt("request.timeout.ms", value); }

    /// <summary>How often a request is repeated (<c>schema.registry.max.retries</c>).</summary>
    public int? MaxRetries { get => GetInt("max.retries"); set => SetInt("max.retries", value); }

    /// <summary>Wait before the first repetition, in ms (<c>schema.registry.retries.wait.ms</c>).</summary>
    public int? RetriesWaitMs { get => GetInt("retries.wait.ms"); set => SetInt("retries.wait.ms", value); }

    /// <summary>Longest wait before a repetition, in ms (<c>schema.registry.retries.max.wait.ms</c>).</summary>
    public int? RetriesMaxWaitMs { get => GetInt("retries.max.wait.ms"); set => SetInt("retries.max.wait.ms", value); }

    /// <summary>How many schemas are kept in memory (<c>schema.registry.max.cached.schemas</c>).</summary>
    public int? MaxCachedSchemas { get => GetInt("max.cached.schemas"); set => SetInt("max.cached.schemas", value); }

    /// <summary><c>user:password</c> (<c>schema.registry.basic.auth.user.info</c>).</summary>
    public string? BasicAuthUserInfo { get => Get("basic.auth.user.info"); set => Set("basic.auth.user.info", value); }

    /// <summary>Token for bearer authentication (<c>schema.registry.bearer.auth.token</c>).</summary>
    public string? BearerAuthToken { get => Get("bearer.auth.token"); set => Set("bearer.auth.token", value); }

    /// <summary>PEM file of trusted authorities (<c>schema.registry.ssl.ca.location</c>).</summary>
    public string? SslCaLocation { get => Get("ssl.ca.location"); set => Set("ssl.ca.location", value); }

    /// <summary>
    /// PKCS#12 or PEM file of the client certificate (<c>schema.registry.ssl.keystore.location</c>).
    /// </summary>
    public string? SslKeystoreLocation
    {
        get => Get("ssl.keystore.location");
        set => Set("ssl.keystore.location", value);
    }

    /// <summary>Password of that file (<c>schema.registry.ssl.keystore.password</c>).</summary>
    public string? SslKeystorePassword
    {
        get => Get("ssl.keystore.password");
        set => Set("ssl.keystore.password", value);
    }

    /// <summary>Lists property names with their values, secrets among them.</summary>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <exception cref="ArgumentException">A property is unknown or bad; the message names it.</exception>
    internal static SchemaRegistryOptions ToOptions(IEnumerable<KeyValuePair<string, string>> config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var options = new SchemaRegistryOptions();
        foreach (var (name, value) in config)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
                Apply(options, name, value);
        }

        return options;
    }

    private static void Apply(SchemaRegistryOptions options, string name, string value)
    {
        switch (name[Prefix.Length..])
        {
            case "url": options.Url = value; break;
            case "request.timeout.ms": options.RequestTimeout = Milliseconds(name, value); break;
            case "max.retries": options.Retries = Number(name, value); break;
            case "retries.wait.ms": options.RetryDelay = Milliseconds(name, value); break;
            case "retries.max.wait.ms": options.MaxRetryDelay = Milliseconds(name, value); break;
            case "max.cached.schemas": options.MaxCachedSchemas = Number(name, value); break;
            case "basic.auth.user.info": options.BasicAuth = value; break;
            case "bearer.auth.token": options.BearerToken = value; break;
            case "ssl.ca.location": options.CaFile = value; break;
            case "ssl.keystore.location": options.ClientCertificateFile = value; break;
            case "ssl.keystore.password": options.ClientKeyPassword = value; break;
            default: throw new ArgumentException($"{name} is no property of this client", nameof(name));
        }
    }

    private static TimeSpan Milliseconds(string name, string value) =>
        TimeSpan.FromMilliseconds(Number(name, value));

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"{name} is no whole number", nameof(value));

    private string? Get(string name) => _properties.GetValueOrDefault(Prefix + name);

    private int? GetInt(string name) => Get(name) is { } text ? Number(Prefix + name, text) : null;

    private void SetInt(string name, int? value) => Set(name, value?.ToString(CultureInfo.InvariantCulture));

    private void Set(string name, string? value)
    {
        if (value is null)
            _properties.Remove(Prefix + name);
        else
            _properties[Prefix + name] = value;
    }
}
