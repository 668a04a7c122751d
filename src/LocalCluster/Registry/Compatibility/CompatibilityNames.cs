using OrderPipeline.Avro.Compatibility;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Compatibility;

/// <summary>The levels' names in requests and answers.</summary>
internal static class CompatibilityNames
{
    private static readonly string[] Names =
    [
        "NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE",
    ];

    public static string Of(CompatibilityLevel level) => Names[(int)level];

    /// <exception cref="RegistryRefusalException">42203: no level has this name, in either case.</exception>
    public static CompatibilityLevel Parse(string? name)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? (CompatibilityLevel)index : throw RegistryRefusals.InvalidCompatibility();
    }
}
