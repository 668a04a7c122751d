using OrderPipeline.SchemaRegistry;

namespace SchemaRegistry.Tests.Fakes;

/// <summary>Builds clients for tests: quick retries, a seed, a handler in memory.</summary>
internal static class AClient
{
    public const string OrderText =
        """{"type":"record","name":"Order","fields":[{"name":"orderId","type":"string"}]}""";

    public static Schema OrderSchema { get; } = new(OrderText);

    public static SchemaRegistryOptions Options(Action<SchemaRegistryOptions>? change = null)
    {
        var options = new SchemaRegistryOptions
        {
            Url = "http://registry.test:8081",
            Retries = 2,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetryDelay = TimeSpan.FromMilliseconds(10),
        };
        change?.Invoke(options);
        return options;
    }

    public static CachedSchemaRegistryClient Over(
        FakeRegistry registry, Action<SchemaRegistryOptions>? change = null, TimeProvider? time = null) =>
        new(Options(change), time, new Random(7), registry);
}
