using OrderPipeline.SchemaRegistry;
using TestKit.Clusters;
using Xunit;

namespace SchemaRegistry.Tests.RealRegistry;

/// <summary>One real registry for a class: the one that the environment names, else the kit's.</summary>
public sealed class RealRegistryFixture : IAsyncLifetime
{
    private readonly Lazy<Task<string?>> _url;
    private KitRegistry? _started;

    public RealRegistryFixture() => _url = new(FindAsync);

    /// <summary>
    /// A new client; without a registry it skips the test, or fails it where nothing may be skipped.
    /// </summary>
    public async Task<ISchemaRegistryClient> RequireAsync()
    {
        var url = await _url.Value;
        if (url is null)
            RealBroker.Missing("there is no registry: set KAFKA_TEST_REGISTRY, or KAFKA_TEST_KIT to the kit's folder");
        return new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = url });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_started is not null)
            await _started.DisposeAsync();
    }

    private async Task<string?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("KAFKA_TEST_REGISTRY") is { Length: > 0 } url)
            return url;
        if (KafkaKit.Find() is not { } kit)
            return null;
        _started = await kit.StartRegistryAsync();
        return _started.Url;
    }
}
