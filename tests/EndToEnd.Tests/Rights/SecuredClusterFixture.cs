using TestKit.Clusters;

namespace EndToEnd.Tests.Rights;

/// <summary>One secured broker for the tests of a class; each test has topics and a group of its own.</summary>
public sealed class SecuredClusterFixture : IAsyncDisposable
{
    private readonly Lazy<Task<SecuredCluster>> _cluster =
        new(() => SecuredCluster.StartAsync(KafkaClusterFixture.RequireKit()));

    internal Task<SecuredCluster> StartAsync() => _cluster.Value;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _cluster.Value).DisposeAsync();
    }
}
