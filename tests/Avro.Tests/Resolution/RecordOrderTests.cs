using System.Text.Json.Nodes;
using Avro.Fuzz.Generating;
using Avro.Tests.Properties;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Resolution;

/// <summary>Records whose fields change places, of every type and number.</summary>
[Trait("Category", "Unit")]
public sealed class RecordOrderTests
{
    private static readonly string[] Types =
    [
        "\"string\"", "\"bytes\"", "\"int\"", "\"long\"", "\"float\"", "\"double\"", "\"boolean\"", "\"null\"",
        """["null","string"]""", """["long","null"]""", """{"type":"array","items":"int"}""",
        """{"type":"map","values":"string"}""",
    ];

    [Fact]
    public void Data_are_refused_where_their_own_schema_refuses_them_and_come_back_else()
    {
        var (good, bad) = (0, 0);
        var (there, back) = (new byte[1 << 16], new byte[1 << 16]);
        Seeds.Check(2_000, random =>
        {
            var fields = Fields(random);
            var writer = Record(fields);
            random.Shuffle(fields);
            var reader = Record(fields);
            var data = Data(writer, random);
            var own = new AvroReader(data);
            var isGood = AvroSkipper.TrySkip(ref own, writer);

            var first = new AvroWriter(there);
            var status = AvroResolver.Compile(writer, reader).TryResolve(data, ref first, out var consumed);
            Assert.Equal((own.Error, own.ErrorOffset, own.Position), (status.Code, status.Offset, consumed));
            if (!isGood)
            {
                bad++;
                return;
            }

            good++;
            var second = new AvroWriter(back);
            var resolved = there.AsSpan(0, first.Written);
            var returned = AvroResolver.Compile(reader, writer).TryResolve(resolved, ref second, out _);
            Assert.Equal(AvroStatus.Ok, returned);
            Assert.Equal(data.AsSpan(0, consumed), back.AsSpan(0, second.Written));
        });
        Assert.True(good > 400 && bad > 400, $"{good} good, {bad} bad");
    }

    [Fact]
    public void A_deep_failure_names_its_ends()
    {
        const string tree = """{"type":"record","name":"T","fields":[{"name":"NAME","type":["null","T"]},LEAF]}""";
        var reader = tree.Replace("LEAF", """{"name":"leaf","type":"long"}""", StringComparison.Ordinal);
        var writer = tree.Replace("LEAF", """{"name":"leaf","type":"int"}""", StringComparison.Ordinal);
        var resolver = AvroResolver.Compile(Named(writer), Named(reader));
        Assert.Equal("leaf", PathOf([0]));
        Assert.Equal("next.next.leaf", PathOf([2, 2, 0]));
        Assert.Equal("next.next.next.next.next.next.next.leaf", PathOf([2, 2, 2, 2, 2, 2, 2, 0]));
        Assert.Equal("next.….next.next.next.next.next.next.next.leaf", PathOf([.. Enumerable.Repeat<byte>(2, 50), 0]));

        AvroSchema Named(string text) => AvroSchema.Parse(text.Replace("NAME", "next", StringComparison.Ordinal));

        string? PathOf(byte[] data)
        {
            var writer = new AvroWriter(new byte[1000]);
            return resolver.TryResolve(data, ref writer, out _).Path;
        }
    }

    /// <summary>Now and then more than the plan keeps places for without a buffer.</summary>
    private static JsonNode[] Fields(Random random)
    {
        var fields = new JsonNode[random.Next(1, random.Next(3) == 0 ? 40 : 6)];
        for (var i = 0; i < fields.Length; i++)
        {
            var type = random.Next(Types.Length + 2);
            fields[i] = JsonNode.Parse($$"""{"name":"f{{i}}","type":{{(type < Types.Length ? Types[type]
                : type == Types.Length ? $$"""{"type":"fixed","name":"F{{i}}","size":{{random.Next(20)}}}"""
                : $$"""{"type":"enum","name":"E{{i}}","symbols":["A","B","C"]}""")}}}""")!;
        }

        return fields;
    }

    private static AvroSchema Record(JsonNode[] fields)
    {
        var copies = new JsonArray(Array.ConvertAll(fields, field => field.DeepClone()));
        return AvroSchema.Parse($$"""{"type":"record","name":"R","fields":{{copies.ToJsonString()}}}""");
    }

    /// <summary>Good data, or good data that end early or have another byte.</summary>
    private static byte[] Data(AvroSchema schema, Random random)
    {
        var (data, _) = RandomDatum.Of(schema, random);
        if (data.Length == 0 || random.Next(3) == 0)
            return data;
        if (random.Next(2) == 0)
            return data[..random.Next(data.Length)];
        data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
        return data;
    }
}
