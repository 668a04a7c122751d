namespace Chaos.Tests.Crashes;

/// <summary>The places where a consumer can be told to die or to stand still, in the order of a transaction.</summary>
internal static class CrashPoints
{
    /// <summary>Those that every run comes to.</summary>
    public static readonly string[] All =
    [
        "before-init", "after-init", "before-restore", "after-restore", "before-begin", "after-begin", "after-write",
        "before-acknowledgements", "after-acknowledgements", "before-send-offsets", "after-send-offsets",
        "before-commit", "after-commit",
    ];

    /// <summary>Those that only a transaction comes to which is aborted.</summary>
    public static readonly string[] OfAborts = ["before-abort", "after-abort"];

    /// <summary>Those between which an instance that wakes too late could do harm.</summary>
    public static readonly string[] OfZombies = ["after-write", "before-send-offsets", "before-commit"];

    /// <summary>The points in an order of the seed's, each so often, and each at a visit of the seed's.</summary>
    public static IReadOnlyList<string> Mixed(IEnumerable<string> points, int times, int mostVisits, int seed)
    {
        var random = new Random(seed);
        var all = Enumerable.Repeat(points, times).SelectMany(point => point).ToArray();
        random.Shuffle(all);
        return [.. all.Select(point => IsRare(point) ? point : $"{point}:{random.Next(1, mostVisits + 1)}")];
    }

    // Once for each producer, or for each partition that is assigned.
    private static bool IsRare(string point) =>
        point.EndsWith("-init", StringComparison.Ordinal) || point.EndsWith("-restore", StringComparison.Ordinal)
        || point.EndsWith("-abort", StringComparison.Ordinal);
}
