using OrderPipeline.LocalCluster.Screen.Status;

namespace OrderPipeline.LocalCluster.Screen;

/// <summary>Where a running cluster shows what goes on; disposed, it leaves the terminal as it was.</summary>
internal interface IClusterDisplay : IDisposable
{
    void Show(ClusterStatus status);
}
