using OrderPipeline.Avro;

namespace Avro.Fuzz.Targets;

/// <summary>Numbers for what came out of a case; equal in every run, unlike hash codes.</summary>
internal static class Outcome
{
    internal static int Of(AvroStatus status, int number = 0) => Of((int)status.Code, Bucket(status.Offset), number);

    internal static int Of(int kind, int place, int number) => (((number * 64) + place) * 64) + kind;

    /// <summary>Exact where data are short, by powers of two beyond.</summary>
    private static int Bucket(int offset) => offset < 16 ? offset : 12 + int.Log2(offset);
}
