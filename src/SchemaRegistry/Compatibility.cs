namespace OrderPipeline.SchemaRegistry;

/// <summary>What a new version of a subject must be able to do with the data of the versions before it.</summary>
public enum Compatibility
{
    /// <summary>Nothing is checked (<c>NONE</c>).</summary>
    None,

    /// <summary>The new version reads data of the latest one (<c>BACKWARD</c>), the registry's default.</summary>
    Backward,

    /// <summary>The new version reads data of all earlier ones (<c>BACKWARD_TRANSITIVE</c>).</summary>
    BackwardTransitive,

    /// <summary>The latest version reads data of the new one (<c>FORWARD</c>).</summary>
    Forward,

    /// <summary>All earlier versions read data of the new one (<c>FORWARD_TRANSITIVE</c>).</summary>
    ForwardTransitive,

    /// <summary>Both ways with the latest version (<c>FULL</c>).</summary>
    Full,

    /// <summary>Both ways with all earlier versions (<c>FULL_TRANSITIVE</c>).</summary>
    FullTransitive,
}
