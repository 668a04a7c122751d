using System.Globalization;

namespace OrderPipeline.Messaging.Settings;

/// <summary>Checks the section <c>Kafka</c>, every librdkafka property in it included.</summary>
public static class KafkaOptionsValidator
{
    /// <summary>Names each bad key with what is wrong and what would be right; never the value of a secret.</summary>
    public static IEnumerable<(string Key, string Problem)> Validate(KafkaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (BadServer(options.BootstrapServers) is { } server)
            yield return (nameof(options.BootstrapServers), $"'{server}' is not host:port");
        if (options.StartupTimeout < TimeSpan.FromMilliseconds(100) || options.StartupTimeout > TimeSpan.FromHours(1))
            yield return (nameof(options.StartupTimeout), "must be from 100ms to one hour");
        (string Name, Dictionary<string, string> Properties)[] scopes =
        [
            (nameof(options.Client), options.Client), (nameof(options.Consumer), options.Consumer),
            (nameof(options.Producer), options.Producer),
        ];
        foreach (var (scope, properties) in scopes)
        {
            foreach (var (name, value) in properties)
            {
                if ((RefusedProperties.Reason(name, value) ?? LibrdkafkaProperties.Problem(name, value)) is { } problem)
                    yield return ($"{scope}:{name}", problem);
            }
        }
    }

    private static string? BadServer(string servers)
    {
        foreach (var server in servers.Split(',', StringSplitOptions.TrimEntries))
        {
            // librdkafka also takes a security protocol before the address, as PLAINTEXT://host:port.
            var scheme = server.IndexOf("://", StringComparison.Ordinal);
            var address = scheme < 0 ? server : server[(scheme + 3)..];
            var colon = address.LastIndexOf(':');
            var bareIpv6 = address.StartsWith('[') && address.EndsWith(']');
            var host = colon < 0 || bareIpv6 ? address : address[..colon];
            var port = colon < 0 || bareIpv6 ? "9092" : address[(colon + 1)..];
            if (host.Length == 0 || host.Any(char.IsWhiteSpace) || host.Contains('/', StringComparison.Ordinal)
                || !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    || number == 0)
                return server;
        }
        return null;
    }
}
