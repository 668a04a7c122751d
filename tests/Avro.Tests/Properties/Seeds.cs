using System.Globalization;
using Xunit.Sdk;

namespace Avro.Tests.Properties;

/// <summary>Runs a property over many seeds; AVRO_TEST_SEED sets the first: a failure names its own.</summary>
internal static class Seeds
{
    private const int First = 20261121;

    internal static void Check(int count, Action<Random> property)
    {
        var given = Environment.GetEnvironmentVariable("AVRO_TEST_SEED");
        var first = given is null ? First : int.Parse(given, CultureInfo.InvariantCulture);
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                property(new Random(seed));
            }
            catch (Exception failure)
            {
                throw new XunitException($"AVRO_TEST_SEED={seed}: {failure.Message}", failure);
            }
        }
    }
}
