using System.Text;
using System.Text.Json;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Json;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using TestKit.Repository;
using Xunit;

namespace Avro.Tests.Golden;

/// <summary>Files that Apache's Java implementation wrote; make.sh beside this file makes them again.</summary>
[Trait("Category", "Unit")]
public sealed class GoldenTests
{
    private const string Folder = "tests/Avro.Tests/Golden/";

    [Theory]
    [InlineData("order", "schemas/")]
    [InlineData("product-average", "schemas/")]
    [InlineData("ledger", "schemas/")]
    [InlineData("redrive", "schemas/")]
    [InlineData("dead-letter", "schemas/")]
    [InlineData("all-types", Folder + "Schemas/")]
    [InlineData("tree", Folder + "Schemas/")]
    public void What_Java_wrote_reads_as_what_Java_says_it_is(string name, string folder)
    {
        var schema = SchemaOf(folder + name + ".avsc");
        foreach (var line in LinesOf(name + ".tsv"))
        {
            var (hex, json) = (line.Split('\t')[0], line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]);
            var data = Convert.FromHexString(hex);
            Assert.Equal(AvroStatus.Ok, AvroSkipper.Check(data, schema));
            AssertSame(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(JsonOf(data, schema)).RootElement);
        }
    }

    [Theory]
    [InlineData("order")]
    [InlineData("promotions")]
    [InlineData("enums")]
    [InlineData("unions")]
    [InlineData("tree")]
    public void A_writers_data_resolve_to_the_bytes_that_Java_makes_of_them(string name)
    {
        var resolver = AvroResolver.Compile(
            SchemaOf($"{Folder}Pairs/{name}.writer.avsc"), SchemaOf($"{Folder}Pairs/{name}.reader.avsc"));
        Assert.False(resolver.IsIdentity);
        var sources = LinesOf(name + ".writer.hex");
        var expected = LinesOf(name + ".reader.hex");
        Assert.Equal(sources.Length, expected.Length);
        for (var i = 0; i < sources.Length; i++)
        {
            var source = Convert.FromHexString(sources[i]);
            Assert.Equal(expected[i], Resolved(resolver, source));
        }
    }

    [Theory]
    [InlineData("all-types")]
    [InlineData("tree")]
    public void A_plan_from_a_schema_to_itself_keeps_every_byte(string name)
    {
        var path = $"{Folder}Schemas/{name}.avsc";
        var resolver = AvroResolver.Compile(SchemaOf(path), SchemaOf(path));
        Assert.True(resolver.IsIdentity);
        foreach (var line in LinesOf(name + ".tsv"))
        {
            var hex = line.Split('\t')[0];
            Assert.Equal(hex, Resolved(resolver, Convert.FromHexString(hex)));
        }
    }

    private static string Resolved(AvroResolver resolver, byte[] source)
    {
        var buffer = new byte[1 << 16];
        var writer = new AvroWriter(buffer);
        Assert.Equal(AvroStatus.Ok, resolver.TryResolve(source, ref writer, out var consumed));
        Assert.Equal(source.Length, consumed);
        return Convert.ToHexStringLower(buffer, 0, writer.Written);
    }

    private static string JsonOf(byte[] data, AvroSchema schema)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            var reader = new AvroReader(data);
            Assert.Equal(AvroStatus.Ok, AvroJson.TryWrite(ref reader, schema, json));
            Assert.True(reader.TryReadEnd());
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void AssertSame(JsonElement expected, JsonElement actual)
    {
        Assert.Equal(expected.ValueKind, actual.ValueKind);
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var members = expected.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
                Assert.Equal(members.Count, actual.EnumerateObject().Count());
                foreach (var member in actual.EnumerateObject())
                    AssertSame(members[member.Name], member.Value);
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.GetArrayLength());
                for (var i = 0; i < expected.GetArrayLength(); i++)
                    AssertSame(expected[i], actual[i]);
                break;
            case JsonValueKind.Number:
                // Java writes a float with the digits of a double; as a float both are the same.
                Assert.True(
                    expected.GetRawText() == actual.GetRawText()
                    || expected.GetDouble() == actual.GetDouble()
                    || expected.GetSingle() == actual.GetSingle(),
                    $"{expected.GetRawText()} is not {actual.GetRawText()}");
                break;
            default:
                Assert.Equal(expected.ToString(), actual.ToString());
                break;
        }
    }

    private static AvroSchema SchemaOf(string path) => AvroSchema.Parse(File.ReadAllText(RepositoryRoot.PathOf(path)));

    private static string[] LinesOf(string name)
    {
        var text = File.ReadAllText(RepositoryRoot.PathOf(Folder + "Data/" + name));
        return text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n');
    }
}
