using System.Globalization;

namespace Chaos.Tests.Plans;

/// <summary>What <c>./dev chaos</c> tells the tests: the seed, and whether the long set runs.</summary>
internal static class ChaosSettings
{
    private const int SeedOfEveryDay = 1;

    /// <summary>Every choice of a run follows from it: <c>CHAOS_SEED</c>, the same one where nothing is said.</summary>
    /// <exception cref="FormatException">It is no whole number of 32 bits.</exception>
    public static int Seed { get; } =
        Environment.GetEnvironmentVariable("CHAOS_SEED") is { Length: > 0 } seed
            ? int.Parse(seed, CultureInfo.InvariantCulture)
            : SeedOfEveryDay;

    /// <summary>Whether the long set runs: <c>CHAOS_LONG=1</c>.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("CHAOS_LONG") == "1";

    /// <summary>What runs the same again.</summary>
    public static string Command => $"./dev chaos {(IsLong ? "--long " : "")}{Seed}";

    /// <summary>One figure for CI, another for the long set.</summary>
    public static int Choose(int inShort, int inLong) => IsLong ? inLong : inShort;
}
