using System.Globalization;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>A version as a path names it.</summary>
internal static class VersionNames
{
    /// <summary>The version's number; null for the latest, which older clients call -1.</summary>
    /// <exception cref="RegistryRefusalException">42202: neither a number from 1 nor "latest".</exception>
    public static int? Parse(string text)
    {
        if (text is "latest" or "-1")
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw RegistryRefusals.InvalidVersion(text);
    }
}
