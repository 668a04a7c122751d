using System.Globalization;
using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Compatibility;

/// <summary>Avro's rules for schema resolution, asked version by version.</summary>
internal sealed class AvroCompatibilityCheck : ICompatibilityCheck
{
    /// <summary>Sentences told at most: a schema can be wrong at many places, with many versions.</summary>
    internal const int MaxProblems = 100;

    /// <summary>UTF-16 units of one sentence: a schema's names can be as long as its text.</summary>
    private const int MaxLength = 1_000;

    public IReadOnlyList<string> Problems(
        CompatibilityLevel level, AvroSchema candidate, IReadOnlyList<RegisteredVersion> earlier)
    {
        var isTransitive = level is CompatibilityLevel.BackwardTransitive
            or CompatibilityLevel.ForwardTransitive
            or CompatibilityLevel.FullTransitive;
        List<string> problems = [];
        foreach (var version in earlier)
        {
            var before = new SchemaVersion(
                version.Version.ToString(CultureInfo.InvariantCulture), SchemaChecker.Parse(version.Schema));
            var found = SchemaCompatibility.Check(level, candidate, [before]);
            problems.AddRange(found.Take(MaxProblems - problems.Count).Select(one => Cut(one.ToString())));
            if (!isTransitive || problems.Count >= MaxProblems)
                break;
        }

        return problems;
    }

    private static string Cut(string problem) =>
        problem.Length <= MaxLength ? problem : string.Concat(problem.AsSpan(0, MaxLength - 1), "…");
}
