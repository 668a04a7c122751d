namespace OrderPipeline.LocalCluster.Commands;

/// <summary>Exit codes, the same as the three programs' (SPEC 7).</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
}
