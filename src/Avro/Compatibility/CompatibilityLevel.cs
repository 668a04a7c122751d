namespace OrderPipeline.Avro.Compatibility;

/// <summary>Which earlier versions a new version must get on with, and which of them reads whose data.</summary>
public enum CompatibilityLevel
{
    /// <summary>Nothing is checked (<c>NONE</c>).</summary>
    None,

    /// <summary>The new version reads data of the latest one (<c>BACKWARD</c>).</summary>
    Backward,

    /// <summary>The new version reads data of every earlier one (<c>BACKWARD_TRANSITIVE</c>).</summary>
    BackwardTransitive,

    /// <summary>The latest version reads data of the new one (<c>FORWARD</c>).</summary>
    Forward,

    /// <summary>Every earlier version reads data of the new one (<c>FORWARD_TRANSITIVE</c>).</summary>
    ForwardTransitive,

    /// <summary>Both ways with the latest version (<c>FULL</c>).</summary>
    Full,

    /// <summary>Both ways with every earlier version (<c>FULL_TRANSITIVE</c>).</summary>
    FullTransitive,
}
