using OrderPipeline.LocalCluster;
using OrderPipeline.SchemaRegistry;
using TestKit.Clusters;
using Xunit;

namespace SchemaRegistry.Tests.RealRegistry;

/// <summary>
/// One registry for a class: the one that the environment names, else the kit's, else the embedded cluster's.
/// </summary>
public sealed class RealRegistryFixture : IAsyncLifetime
{
    private readonly Lazy<Task<string>> _url;
    private IAsyncDisposable? _started;
    private bool _isEmbedded;

    public RealRegistryFixture() => _url = new(FindAsync);

    /// <summary>A new client.</summary>
    public async Task<ISchemaRegistryClient> RequireAsync() =>
        new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = await _url.Value });

    /// <summary>
    /// A new client of a real registry; else skips the test, or fails it where nothing may be skipped.
    /// </summary>
    /// <param name="because">What the embedded registry lacks, as the end of a sentence.</param>
    public async Task<ISchemaRegistryClient> RequireRealAsync(string because)
    {
        var client = await RequireAsync();
        if (!_isEmbedded)
            return client;
        client.Dispose();
        RealBroker.Missing($"this is the embedded registry, which {because}");
        return client;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_started is not null)
            await _started.DisposeAsync();
    }

    private async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("KAFKA_TEST_REGISTRY") is { Length: > 0 } url)
            return url;
        if (KafkaKit.Find() is { } kit)
        {
            var registry = await kit.StartRegistryAsync();
            _started = registry;
            return registry.Url;
        }

        var embedded = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions(), default);
        _started = embedded;
        _isEmbedded = true;
        return embedded.RegistryUrl;
    }
}
