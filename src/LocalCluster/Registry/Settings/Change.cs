namespace OrderPipeline.LocalCluster.Registry.Settings;

/// <summary>A value that a request names; its absence is another thing than null.</summary>
internal sealed record Change<T>(T Value);
