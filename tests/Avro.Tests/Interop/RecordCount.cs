using System.Globalization;

namespace Avro.Tests.Interop;

/// <summary>How many records a comparison takes: AVRO_INTEROP_RECORDS says, a million for the whole of it.</summary>
internal static class RecordCount
{
    internal const int OfEachSchema = 50;

    private const int Default = 8_000;

    private static int Records =>
        Environment.GetEnvironmentVariable("AVRO_INTEROP_RECORDS") is { } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Default;

    /// <summary>Batches of seeds, one seed for each schema.</summary>
    internal static IEnumerable<int[]> Seeds => Enumerable.Range(1, Records / OfEachSchema).Chunk(20);
}
