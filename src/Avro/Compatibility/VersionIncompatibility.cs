namespace OrderPipeline.Avro.Compatibility;

/// <summary>One thing that keeps a new version and an earlier one from getting on.</summary>
/// <param name="Version">The earlier version's name.</param>
/// <param name="Direction">
/// Who cannot read whose data; the reader, whose schema the path is in, is the new version where it is
/// <see cref="CompatibilityDirection.Backward"/>, else the earlier one.
/// </param>
/// <param name="Incompatibility">Where and why.</param>
public sealed record VersionIncompatibility(
    string Version, CompatibilityDirection Direction, Incompatibility Incompatibility)
{
    /// <summary>One line that names the version, who reads, the place and the reason.</summary>
    public override string ToString() => Direction == CompatibilityDirection.Backward
        ? $"the new version cannot read data of version {Version}: {Incompatibility}"
        : $"version {Version} cannot read data of the new version: {Incompatibility}";
}
