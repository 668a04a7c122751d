namespace OrderPipeline.SchemaRegistry;

/// <summary>What a compatibility test found.</summary>
/// <param name="IsCompatible">True when nothing is in the way.</param>
/// <param name="Messages">What is in the way, in the registry's words; empty when nothing is, or it says
/// nothing.</param>
public sealed record CompatibilityResult(bool IsCompatible, IReadOnlyList<string> Messages);
