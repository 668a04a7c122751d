using Microsoft.Extensions.Hosting;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>Leaves signals alone: the program around the registry decides when it ends.</summary>
internal sealed class UnmanagedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
