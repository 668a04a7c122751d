namespace OrderPipeline.Demo.Balancing;

/// <summary>One thing that must be so, and whether it is.</summary>
/// <param name="Holds">Whether it is so.</param>
/// <param name="Text">What was compared, with both numbers where they differ.</param>
internal readonly record struct Finding(bool Holds, string Text);
