using OrderPipeline.LocalCluster.Screen.Layout;
using OrderPipeline.LocalCluster.Screen.Status;

namespace OrderPipeline.LocalCluster.Screen;

/// <summary>What is said at the end, when the screen is gone.</summary>
internal static class LastLine
{
    public static string Of(ClusterStatus status)
    {
        var records = StatusTables.Number(status.Written);
        return $"The local cluster ran {ScreenLayout.Duration(status.Running)} and took {records} records, "
            + "which are gone now.";
    }
}
