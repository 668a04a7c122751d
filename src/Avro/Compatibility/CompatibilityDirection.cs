namespace OrderPipeline.Avro.Compatibility;

/// <summary>Who reads whose data.</summary>
public enum CompatibilityDirection
{
    /// <summary>The new version reads data of the earlier one.</summary>
    Backward,

    /// <summary>The earlier version reads data of the new one.</summary>
    Forward,
}
