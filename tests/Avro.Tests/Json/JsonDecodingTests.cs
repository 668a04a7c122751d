using System.Text;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Json;
using OrderPipeline.Avro.Schemas;
using TestKit.Memory;
using TestKit.Repository;
using Xunit;

namespace Avro.Tests.Json;

[Trait("Category", "Unit")]
public sealed class JsonDecodingTests
{
    private const string Golden = "tests/Avro.Tests/Golden/";
    private const string Fields =
        """{"type":"record","name":"R","fields":["""
        + """{"name":"a","type":"int"},{"name":"b","type":"string"},{"name":"c","type":"long","default":-1}]}""";

    private const string Tree =
        """{"type":"record","name":"T","fields":["""
        + """{"name":"v","type":"int"},{"name":"n","type":["null","T"],"default":null}]}""";

    [Theory]
    [InlineData("order", "schemas/")]
    [InlineData("product-average", "schemas/")]
    [InlineData("ledger", "schemas/")]
    [InlineData("redrive", "schemas/")]
    [InlineData("dead-letter", "schemas/")]
    [InlineData("all-types", Golden + "Schemas/")]
    [InlineData("tree", Golden + "Schemas/")]
    public void The_JSON_that_Java_wrote_becomes_the_bytes_that_Java_wrote(string name, string folder)
    {
        var schema = AvroSchema.Parse(File.ReadAllText(RepositoryRoot.PathOf(folder + name + ".avsc")));
        foreach (var line in File.ReadLines(RepositoryRoot.PathOf($"{Golden}Data/{name}.tsv")))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            Assert.Equal(line[..tab], Convert.ToHexStringLower(Binary(line[(tab + 1)..], schema)));
        }
    }

    [Theory]
    [InlineData("\"int\"", "-64", "7f")]
    [InlineData("\"long\"", "9223372036854775807", "feffffffffffffffff01")]
    [InlineData("\"float\"", "1.5", "0000c03f")]
    [InlineData("\"float\"", "\"-Infinity\"", "000080ff")]
    [InlineData("\"double\"", "\"NaN\"", "000000000000f87f")]
    [InlineData("\"double\"", "\"INF\"", "000000000000f07f")]
    [InlineData("\"double\"", "-0.0", "0000000000000080")]
    [InlineData("\"bytes\"", "\"\\u00ff\\u0000A\"", "06ff0041")]
    [InlineData("\"string\"", "\"\\ud83d\\ude00\\n\"", "0af09f98800a")]
    [InlineData("""{"type":"fixed","name":"F","size":2}""", "\"\\u0001é\"", "01e9")]
    [InlineData("""{"type":"enum","name":"E","symbols":["X","Y"]}""", "\"Y\"", "02")]
    [InlineData("""{"type":"array","items":"int"}""", "[]", "00")]
    [InlineData("""{"type":"array","items":"int"}""", "[1,2]", "04020400")]
    [InlineData("""{"type":"map","values":"int"}""", """{"a":1,"":2}""", "040261020004" + "00")]
    [InlineData("""["null","string"]""", "null", "00")]
    [InlineData("""["null","string"]""", """{"string":"a"}""", "020261")]
    [InlineData("""["null",{"type":"fixed","name":"F","namespace":"x.y","size":1}]""", """{"x.y.F":"a"}""", "0261")]
    [InlineData("""["null",{"type":"fixed","name":"F","namespace":"x.y","size":1}]""", """{"F":"a"}""", "0261")]
    [InlineData(Fields, """{"a":1,"b":"x","c":3}""", "02027806")]
    [InlineData(Fields, """{"c":3,"b":"x","a":1}""", "02027806")]
    [InlineData(Fields, """{"b":"x","a":1}""", "02027801")]
    public void JSON_is_encoded_as_its_schema_says(string schema, string json, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Binary(json, AvroSchema.Parse(schema))));

    [Theory]
    [InlineData("\"int\"", "2147483648", AvroErrorCode.NumberOutOfRange, 0, null)]
    [InlineData("\"int\"", "1.5", AvroErrorCode.NumberOutOfRange, 0, null)]
    [InlineData("\"long\"", "9223372036854775808", AvroErrorCode.NumberOutOfRange, 0, null)]
    [InlineData("\"float\"", "1e39", AvroErrorCode.NumberOutOfRange, 0, null)]
    [InlineData("\"double\"", "1e309", AvroErrorCode.NumberOutOfRange, 0, null)]
    [InlineData("\"double\"", "\"nan\"", AvroErrorCode.WrongJsonType, 0, null)]
    [InlineData("\"string\"", "1", AvroErrorCode.WrongJsonType, 0, null)]
    [InlineData("\"string\"", "\"\\ud83d\"", AvroErrorCode.LoneSurrogate, 0, null)]
    [InlineData("\"bytes\"", "\"Ā\"", AvroErrorCode.NumberOutOfRange, 0, null)]
    [InlineData("""{"type":"fixed","name":"F","size":2}""", "\"abc\"", AvroErrorCode.WrongLength, 0, null)]
    [InlineData("""{"type":"enum","name":"E","symbols":["X"]}""", "\"Y\"", AvroErrorCode.UnknownSymbol, 0, null)]
    [InlineData("""["null","int"]""", "1", AvroErrorCode.WrongJsonType, 0, null)]
    [InlineData("""["null","int"]""", """{"long":1}""", AvroErrorCode.UnknownBranch, 1, null)]
    [InlineData("""["null","int"]""", "{}", AvroErrorCode.UnknownBranch, 1, null)]
    [InlineData("""["int"]""", "null", AvroErrorCode.UnknownBranch, 0, null)]
    [InlineData("""["null","int"]""", """{"int":1,"int":1}""", AvroErrorCode.WrongJsonType, 9, null)]
    [InlineData("""{"type":"map","values":"int"}""", """{"a":1,"\u0061":2}""", AvroErrorCode.RepeatedMember, 7, "[1]")]
    [InlineData("""{"type":"array","items":"int"}""", "[1,true]", AvroErrorCode.WrongJsonType, 3, "[1]")]
    [InlineData(Fields, """{"a":1}""", AvroErrorCode.MissingMember, 6, "b")]
    [InlineData(Fields, """{"a":1,"a":2,"b":""}""", AvroErrorCode.RepeatedMember, 7, "a")]
    [InlineData(Fields, """{"a":1,"b":"","d":0}""", AvroErrorCode.UnknownMember, 14, null)]
    [InlineData(Fields, """{"b":"","a":99999999999}""", AvroErrorCode.NumberOutOfRange, 12, "a")]
    [InlineData(Tree, """{"v":1,"n":{"T":{"v":2,"n":{"T":{"v":"x"}}}}}""", AvroErrorCode.WrongJsonType, 37, "n.n.v")]
    [InlineData("\"int\"", "1 1", AvroErrorCode.BadJson, 2, null)]
    [InlineData("\"int\"", "", AvroErrorCode.BadJson, 0, null)]
    [InlineData("\"int\"", "/* */ 1", AvroErrorCode.BadJson, 0, null)]
    [InlineData("""{"type":"array","items":"int"}""", "[1,", AvroErrorCode.BadJson, 2, null)]
    public void What_does_not_fit_is_an_error_with_its_byte_and_path(
        string schema, string json, AvroErrorCode code, int offset, string? path)
    {
        var writer = new AvroWriter(new byte[256]);
        var status = AvroJson.TryRead(Encoding.UTF8.GetBytes(json), AvroSchema.Parse(schema), ref writer);
        Assert.Equal(new AvroStatus(code, offset, path), status);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused()
    {
        var writer = new AvroWriter(new byte[256]);
        var status = AvroJson.TryRead([(byte)'"', 0xFF, (byte)'"'], AvroSchema.Parse("\"string\""), ref writer);
        Assert.Equal(AvroErrorCode.BadUtf8, status.Code);
    }

    [Fact]
    public void Any_room_too_short_is_told_as_that()
    {
        var schema = AvroSchema.Parse("""{"type":"array","items":["null",""" + Fields + "]}");
        var json = """[null,{"R":{"c":5,"b":"hello","a":70}},{"R":{"a":1,"b":"x"}}]"""u8.ToArray();
        var whole = AvroJson.ToBinary(json, schema);
        for (var room = 0; room < whole.Length; room++)
        {
            var writer = new AvroWriter(new byte[room]);
            Assert.Equal(AvroErrorCode.DestinationTooShort, AvroJson.TryRead(json, schema, ref writer).Code);
        }

        var enough = new AvroWriter(new byte[whole.Length]);
        Assert.Equal(AvroStatus.Ok, AvroJson.TryRead(json, schema, ref enough));
        Assert.Equal(
            """[null,{"R":{"a":70,"b":"hello","c":5}},{"R":{"a":1,"b":"x","c":-1}}]""",
            AvroJson.ToText(whole, schema));
    }

    [Theory]
    [InlineData(200, AvroErrorCode.None)]
    [InlineData(1_000_000, AvroErrorCode.TooDeep)]
    public void Nesting_is_followed_to_the_limit(int depth, AvroErrorCode expected)
    {
        var text = new StringBuilder("""{"v":1""");
        text.Insert(0, """{"v":1,"n":{"T":""", depth).Append('}').Append('}', 2 * depth);
        var writer = new AvroWriter(new byte[10_000_000]);
        var status = AvroJson.TryRead(Encoding.UTF8.GetBytes(text.ToString()), AvroSchema.Parse(Tree), ref writer);
        Assert.Equal(expected, status.Code);
    }

    [Fact]
    public void A_map_of_many_keys_costs_no_more_than_twice_its_text()
    {
        var schema = AvroSchema.Parse("""{"type":"map","values":"int"}""");
        var json = Encoding.UTF8.GetBytes(
            "{" + string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"key {i}\":{i}")) + "}");
        var output = new byte[json.Length];
        var allocated = Allocations.Of(() =>
        {
            var writer = new AvroWriter(output);
            Assert.Equal(AvroStatus.Ok, AvroJson.TryRead(json, schema, ref writer));
        });
        Assert.True(allocated <= 2 * json.Length, $"{allocated} bytes for {json.Length}");
    }

    [Fact]
    public void Defaults_that_double_at_every_level_end_at_the_limit()
    {
        // R0 holds nothing, R1 two of it by default, R2 two of R1: thirty levels stand for a billion values.
        var text = new StringBuilder("""{"type":"record","name":"R0","fields":[]}""");
        for (var i = 1; i <= 30; i++)
        {
            text.Insert(0, $$"""{"type":"record","name":"R{{i}}","fields":[{"name":"a","type":""");
            text.Append(",\"default\":{}},{\"name\":\"b\",\"type\":\"R").Append(i - 1).Append("\",\"default\":{}}]}");
        }

        var schema = new AvroSchemaParser { ChecksDefaults = false }.Parse(text.ToString());
        var writer = new AvroWriter(new byte[256]);
        Assert.Equal(AvroErrorCode.MissingMember, AvroJson.TryRead("{}"u8, schema, ref writer).Code);
    }

    private static byte[] Binary(string json, AvroSchema schema) =>
        AvroJson.ToBinary(Encoding.UTF8.GetBytes(json), schema);

    [Fact]
    public void Optional_fields_may_be_left_out_of_any_number_of_objects()
    {
        var fields = string.Join(",", Enumerable.Range(0, 10)
            .Select(i => $$"""{"name":"f{{i}}","type":["null","int"],"default":null}"""));
        var schema = AvroSchema.Parse(
            """{"type":"array","items":{"type":"record","name":"R","fields":[""" + fields + "]}}");
        var text = Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Repeat("{}", 60_000)) + "]");
        var buffer = new byte[700_000];
        var writer = new AvroWriter(buffer);

        Assert.Equal(AvroStatus.Ok, AvroJson.TryRead(text, schema, ref writer));
        Assert.Equal(AvroStatus.Ok, AvroSkipper.Check(buffer.AsSpan(0, writer.Written), schema));
    }
}
