namespace OrderPipeline.Messaging.Settings;

/// <summary>How to reach the cluster: section <c>Kafka</c> of the settings (SPEC 7).</summary>
public sealed class KafkaOptions
{
    /// <summary>Brokers to ask first, <c>host:port</c>, with commas between them.</summary>
    public string BootstrapServers { get; set; } = "localhost:9092";

    /// <summary>How long a program waits for a broker at its start before it gives up with exit code 3.</summary>
    public TimeSpan StartupTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// librdkafka's properties for every client (TLS, SASL …). May hold secrets: never print the values.
    /// </summary>
    public Dictionary<string, string> Client { get; } = new(StringComparer.Ordinal);

    /// <summary>librdkafka's properties for consumers only; they win over <see cref="Client"/>.</summary>
    public Dictionary<string, string> Consumer { get; } = new(StringComparer.Ordinal);

    /// <summary>librdkafka's properties for producers only; they win over <see cref="Client"/>.</summary>
    public Dictionary<string, string> Producer { get; } = new(StringComparer.Ordinal);
}
