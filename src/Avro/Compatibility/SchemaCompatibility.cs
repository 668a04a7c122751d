using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Compatibility;

/// <summary>
/// Says before any data is written whether a reader's schema takes all data of a writer's (specification, "Schema
/// Resolution").
/// </summary>
/// <remarks>
/// Stricter than compiling an <see cref="AvroResolver"/>, which takes schemas that part only for some data: here a
/// writer's union branch or enum symbol that the reader has nothing for is an incompatibility. Bytes that become
/// strings count as compatible, though not all bytes are UTF-8. Pure functions, safe for any number of threads.
/// </remarks>
public static class SchemaCompatibility
{
    /// <summary>At most so many incompatibilities are reported for two schemas.</summary>
    public const int MaxIncompatibilities = 1000;

    /// <summary>
    /// Finds all that keeps <paramref name="reader"/> from taking what <paramref name="writer"/> writes.
    /// </summary>
    /// <returns>
    /// In the order of the reader's schema; empty where all data resolve. A pair of records that comes again is told
    /// of at its first place only.
    /// </returns>
    public static IReadOnlyList<Incompatibility> Check(AvroSchema writer, AvroSchema reader)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reader);
        var finder = new IncompatibilityFinder();
        try
        {
            finder.Find(writer, reader, SchemaPlace.Top);
            return finder.Found;
        }
        catch (AvroResolutionException tooDeep)
        {
            return [.. finder.Found, new("$", tooDeep.Path, IncompatibilityKind.TooDeep, tooDeep.Reason)];
        }
    }

    /// <summary>Finds all that keeps a new version from following the released ones.</summary>
    /// <param name="level">Which of them count, and who must read whose data.</param>
    /// <param name="candidate">The new version.</param>
    /// <param name="history">The released versions, the oldest first; may be empty.</param>
    /// <returns>The latest version's incompatibilities first; empty where the new version may be released.</returns>
    public static IReadOnlyList<VersionIncompatibility> Check(
        CompatibilityLevel level, AvroSchema candidate, IReadOnlyList<SchemaVersion> history)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(history);
        var (reads, isRead, isTransitive) = Meaning(level);
        var first = isTransitive ? 0 : Math.Max(history.Count - 1, 0);
        var found = new List<VersionIncompatibility>();
        for (var i = history.Count - 1; i >= first; i--)
        {
            var earlier = history[i];
            if (reads)
                Add(earlier.Name, CompatibilityDirection.Backward, Check(earlier.Schema, candidate));
            if (isRead)
                Add(earlier.Name, CompatibilityDirection.Forward, Check(candidate, earlier.Schema));
        }

        return found;

        void Add(string version, CompatibilityDirection direction, IReadOnlyList<Incompatibility> incompatibilities) =>
            found.AddRange(incompatibilities.Select(each => new VersionIncompatibility(version, direction, each)));
    }

    private static (bool Reads, bool IsRead, bool IsTransitive) Meaning(CompatibilityLevel level) => level switch
    {
        CompatibilityLevel.None => (false, false, false),
        CompatibilityLevel.Backward => (true, false, false),
        CompatibilityLevel.BackwardTransitive => (true, false, true),
        CompatibilityLevel.Forward => (false, true, false),
        CompatibilityLevel.ForwardTransitive => (false, true, true),
        CompatibilityLevel.Full => (true, true, false),
        CompatibilityLevel.FullTransitive => (true, true, true),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no such compatibility level"),
    };
}
