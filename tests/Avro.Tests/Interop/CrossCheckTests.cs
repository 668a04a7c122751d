using Avro.Fuzz.Generating;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Interop;

/// <summary>Random data of random schemas, there and back, through other implementations.</summary>
[Trait("Category", "EndToEnd")]
public sealed class CrossCheckTests
{
    [Theory]
    [InlineData("java")]
    [InlineData("avsc")]
    public async Task What_we_write_others_read_and_write_as_the_same_bytes(string name)
    {
        await using var peer = await AvroPeer.StartAsync(name);
        var tally = new Tally();
        foreach (var seeds in RecordCount.Seeds)
        {
            var (requests, expected) = (new List<string>(), new List<string>());
            foreach (var seed in seeds)
            {
                var schema = SchemaOf(seed);
                requests.Add("writer\t" + schema.Json);
                expected.Add("ok");
                for (var i = 0; i < RecordCount.OfEachSchema; i++)
                {
                    var (blocks, plain) = RandomDatum.BothOf(schema, (seed * RecordCount.OfEachSchema) + i);
                    expected.Add(Convert.ToHexStringLower(plain));
                    Assert.Equal(expected[^1], Recoder.Recode(blocks, schema));
                    requests.Add("same\t" + Convert.ToHexStringLower(blocks));
                }
            }

            tally.Compare(requests, expected, await peer.AskAsync(requests));
        }

        tally.Tell();
    }

    [Theory]
    [InlineData("java")]
    [InlineData("avsc")]
    public async Task What_others_write_we_read_and_write_as_the_same_bytes(string name)
    {
        await using var peer = await AvroPeer.StartAsync(name);
        var tally = new Tally();
        foreach (var seeds in RecordCount.Seeds)
        {
            var (requests, schemas) = (new List<string>(), new List<AvroSchema>());
            foreach (var seed in seeds)
            {
                var schema = SchemaOf(seed);
                requests.Add("writer\t" + schema.Json);
                schemas.Add(schema);
                for (var i = 0; i < RecordCount.OfEachSchema; i++)
                {
                    requests.Add($"random\t{(seed * RecordCount.OfEachSchema) + i}");
                    schemas.Add(schema);
                }
            }

            var answers = await peer.AskAsync(requests);
            var ours = answers.Zip(schemas, (answer, schema) =>
                answer == "ok" || answer.StartsWith("error", StringComparison.Ordinal)
                    ? "ok"
                    : Recoder.Recode(Convert.FromHexString(answer), schema));
            tally.Compare(requests, [.. ours], answers);
        }

        tally.Tell();
    }

    private static AvroSchema SchemaOf(int seed) =>
        AvroSchema.Parse(new RandomSchema(new Random(seed)).Next().ToJsonString());
}
