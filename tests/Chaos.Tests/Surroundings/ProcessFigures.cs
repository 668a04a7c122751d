using System.Globalization;

namespace Chaos.Tests.Surroundings;

/// <summary>What a process holds at one moment, by Linux.</summary>
/// <param name="Memory">Its resident memory, in KiB.</param>
/// <param name="Handles">Its open file descriptors.</param>
/// <param name="Threads">Its threads.</param>
internal sealed record ProcessFigures(long Memory, int Handles, int Threads)
{
    public override string ToString() =>
        FormattableString.Invariant($"{Memory / 1024.0:0.0} MiB with {Handles} handles and {Threads} threads");

    public static ProcessFigures Of(int process)
    {
        var status = File.ReadAllLines($"/proc/{process}/status");
        return new ProcessFigures(
            Field(status, "VmRSS:"),
            Directory.GetFileSystemEntries($"/proc/{process}/fd").Length,
            (int)Field(status, "Threads:"));
    }

    /// <summary>The median of each figure by itself.</summary>
    public static ProcessFigures Median(IReadOnlyCollection<ProcessFigures> all) => new(
        Middle(all.Select(one => one.Memory)),
        (int)Middle(all.Select(one => (long)one.Handles)),
        (int)Middle(all.Select(one => (long)one.Threads)));

    private static long Middle(IEnumerable<long> figures)
    {
        var sorted = figures.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static long Field(string[] status, string name)
    {
        var line = status.First(line => line.StartsWith(name, StringComparison.Ordinal));
        var figure = line[name.Length..].Replace("kB", "", StringComparison.Ordinal);
        return long.Parse(figure, CultureInfo.InvariantCulture);
    }
}
