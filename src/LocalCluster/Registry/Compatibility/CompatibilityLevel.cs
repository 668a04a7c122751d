namespace OrderPipeline.LocalCluster.Registry.Compatibility;

/// <summary>How a subject's next version must get on with the earlier ones.</summary>
internal enum CompatibilityLevel
{
    None,
    Backward,
    BackwardTransitive,
    Forward,
    ForwardTransitive,
    Full,
    FullTransitive,
}
