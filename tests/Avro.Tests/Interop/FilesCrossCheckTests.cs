using Avro.Fuzz.Generating;
using OrderPipeline.Avro.Files;
using OrderPipeline.Avro.Json;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Interop;

/// <summary>Container files and JSON of random schemas, as others read them.</summary>
[Trait("Category", "EndToEnd")]
public sealed class FilesCrossCheckTests
{
    private const int Files = 60;
    private const int ObjectsOfEach = 7;

    private static readonly string[] Unread = ["NaN\"", "Infinity\""];

    [Theory]
    [InlineData("java")]
    [InlineData("avsc")]
    public async Task Our_container_files_are_read_with_every_object(string name)
    {
        await using var peer = await AvroPeer.StartAsync(name);
        var (requests, expected) = (new List<string>(), new List<string>());
        for (var seed = 1; seed <= Files; seed++)
        {
            var schema = AvroSchema.Parse(new RandomSchema(new Random(seed)).Next().ToJsonString());

            // avsc gives objects by a stream, which ends at the first null.
            if (name == "avsc" && schema is not RecordSchema)
                continue;
            var data = Enumerable.Range(seed, ObjectsOfEach).Select(at => RandomDatum.BothOf(schema, at)).ToList();
            var codec = (AvroFileCodec)(seed % 2);
            requests.Add("unfile\t" + Convert.ToHexStringLower(FileOf(schema, data.Select(it => it.Blocks), codec)));
            expected.Add(string.Join('\t', data.Select(it => Convert.ToHexStringLower(it.Plain))));
        }

        var read = 0;
        foreach (var (answer, hex) in (await peer.AskAsync(requests)).Zip(expected))
        {
            // avsc does not find a name without a namespace from inside one; that is told of the schema, not of data.
            if (name == "avsc" && answer.Contains("undefined type name", StringComparison.Ordinal))
                continue;
            Assert.EndsWith("\t" + hex, answer);
            read++;
        }

        Assert.True(read > Files / 3);
    }

    [Fact]
    public async Task Java_reads_our_JSON_as_the_same_bytes()
    {
        await using var peer = await AvroPeer.StartAsync("java");
        var (requests, expected) = (new List<string>(), new List<string>());
        for (var seed = 1; seed <= 200; seed++)
        {
            var schema = AvroSchema.Parse(new RandomSchema(new Random(seed)).Next().ToJsonString());
            var plain = RandomDatum.BothOf(schema, seed).Plain;
            var json = AvroJson.ToText(plain, schema);

            // Java writes these as text in the place of a number, too, but does not read them.
            if (Unread.Any(text => json.Contains(text, StringComparison.Ordinal)))
                continue;
            requests.Add("writer\t" + schema.Json);
            requests.Add("unjson\t" + json);
            expected.Add("ok");
            expected.Add(Convert.ToHexStringLower(plain));
        }

        Assert.Equal(expected, await peer.AskAsync(requests));
    }

    private static byte[] FileOf(AvroSchema schema, IEnumerable<byte[]> objects, AvroFileCodec codec)
    {
        using var stream = new MemoryStream();
        using (var writer = AvroBlockWriter.Create(stream, schema, new() { Codec = codec, BlockBytes = 64 }))
        {
            foreach (var encoded in objects)
                writer.Append(encoded);
        }

        return stream.ToArray();
    }
}
