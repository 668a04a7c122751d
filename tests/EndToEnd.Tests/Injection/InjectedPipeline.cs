using EndToEnd.Tests.Pipeline;
using OrderPipeline.LocalCluster;
using OrderPipeline.LocalCluster.Brokers;
using TestKit.Clusters;

namespace EndToEnd.Tests.Injection;

/// <summary>The three programs over an embedded cluster of one test's own, whose brokers do as the test says.</summary>
internal sealed class InjectedPipeline : IAsyncDisposable
{
    private readonly EmbeddedCluster _cluster;

    private InjectedPipeline(EmbeddedCluster cluster)
    {
        _cluster = cluster;
        Pipeline = PipelineUnderTest.On(TestCluster.Of(cluster));
    }

    public PipelineUnderTest Pipeline { get; }

    public MockBrokers Brokers => _cluster.Brokers;

    public string BootstrapServers => _cluster.BootstrapServers;

    public static async Task<InjectedPipeline> StartAsync() =>
        new(await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Topics = [] }, default));

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
