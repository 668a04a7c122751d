using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Settings;

/// <summary>The modes' names in requests and answers.</summary>
internal static class ModeNames
{
    private static readonly string[] Names = ["READWRITE", "READONLY", "READONLY_OVERRIDE", "IMPORT"];

    public static string Of(RegistryMode mode) => Names[(int)mode];

    /// <exception cref="RegistryRefusalException">42204: no mode has this name, in either case.</exception>
    public static RegistryMode Parse(string name)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? (RegistryMode)index : throw RegistryRefusals.InvalidMode();
    }
}
