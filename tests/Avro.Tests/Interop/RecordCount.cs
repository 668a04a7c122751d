using System.Globalization;

namespace Avro.Tests.Interop;

/// <summary>
/// How many records a comparison takes, AVRO_INTEROP_RECORDS, and of which schemas: AVRO_INTEROP_SEED is the first's.
/// </summary>
internal static class RecordCount
{
    internal const int OfEachSchema = 50;

    private const int Default = 8_000;
    private const int SchemasOfBatch = 20;

    /// <summary>Batches of seeds, one seed for each schema.</summary>
    internal static IEnumerable<int[]> Seeds =>
        Enumerable.Range(Setting("AVRO_INTEROP_SEED") ?? 1, (Setting("AVRO_INTEROP_RECORDS") ?? Default) / OfEachSchema)
            .Chunk(SchemasOfBatch);

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : null;
}
