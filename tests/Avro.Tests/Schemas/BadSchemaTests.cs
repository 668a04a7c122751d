using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Schemas;

[Trait("Category", "Unit")]
public sealed class BadSchemaTests
{
    [Theory]
    [InlineData("", "$", "no JSON")]
    [InlineData("{", "$", "no JSON")]
    [InlineData("\"int\" 1", "$", "no JSON")]
    [InlineData("\"strin\"", "$", "the type 'strin' is not known")]
    [InlineData("\"in t\"", "$", "neither a type nor a name")]
    [InlineData("7", "$", "not the number 7")]
    [InlineData("null", "$", "not null")]
    [InlineData("{}", "$", "'type' is missing")]
    [InlineData("{\"type\":7}", "$.type", "not the number 7")]
    [InlineData("{\"type\":\"int\",\"type\":\"int\"}", "$.type", "stands here twice")]
    [InlineData("{\"type\":\"array\"}", "$", "'items' is missing")]
    [InlineData("{\"type\":\"map\"}", "$", "'values' is missing")]
    [InlineData("{\"type\":\"map\",\"values\":\"X\"}", "$.values", "'X' is not known")]
    [InlineData("[\"int\",\"int\"]", "$[1]", "holds 'int' twice")]
    [InlineData("[\"int\",[\"string\"]]", "$[1]", "may not hold a union")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\"}", "$", "'size' is missing")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}", "$.size", "from 0 to")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"size\":2147483648}", "$.size", "from 0 to")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"1F\",\"size\":1}", "$.name", "is no name")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"a..F\",\"size\":1}", "$.name", "is no name")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"a.int\",\"size\":1}", "$.name", "primitive")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"namespace\":\"a-b\",\"size\":1}", "$.namespace", "no namespace")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"namespace\":1,\"size\":1}", "$.namespace", "must be a string")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"aliases\":\"G\",\"size\":1}", "$.aliases", "array of strings")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"aliases\":[\"-\"],\"size\":1}", "$.aliases[0]", "no name")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\"}", "$", "'symbols' is missing")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"A\"]}", "$.symbols[1]", "twice")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A-\"]}", "$.symbols[0]", "no symbol")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[1]}", "$.symbols[0]", "must be a string")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"],\"default\":\"B\"}", "$.default", "none of")]
    [InlineData("{\"type\":\"record\",\"fields\":[]}", "$", "'name' is missing")]
    [InlineData("{\"type\":\"record\",\"name\":\"R\"}", "$", "'fields' is missing")]
    [InlineData("{\"type\":\"record\",\"name\":\"R\",\"fields\":{}}", "$.fields", "must be an array")]
    [InlineData("{\"type\":\"record\",\"name\":\"R\",\"fields\":[1]}", "$.fields[0]", "a field is an object")]
    [InlineData("{\"type\":\"record\",\"name\":\"R\",\"doc\":1,\"fields\":[]}", "$.doc", "must be a string")]
    public void A_bad_schema_is_refused_where_it_goes_wrong(string json, string path, string reason) =>
        AssertRefused(json, path, reason);

    [Theory]
    [InlineData("{\"type\":\"int\"}", "", "'name' is missing")]
    [InlineData("{\"name\":\"f\"}", "", "'type' is missing")]
    [InlineData("{\"name\":\"f.g\",\"type\":\"int\"}", ".name", "is no name")]
    [InlineData("{\"name\":\"f\",\"type\":\"int\",\"order\":\"up\"}", ".order", "ascending, descending or ignore")]
    [InlineData("{\"name\":\"f\",\"type\":\"int\"},{\"name\":\"f\",\"type\":\"int\"}", null, "stands here twice")]
    [InlineData("{\"name\":\"f\",\"type\":{\"type\":\"fixed\",\"name\":\"R\",\"size\":1}}", ".type", "a second time")]
    [InlineData("{\"name\":\"f\",\"type\":\"int\",\"default\":\"1\"}", ".default", "must be int, not the string '1'")]
    [InlineData("{\"name\":\"f\",\"type\":\"int\",\"default\":2147483648}", ".default", "must be int")]
    [InlineData("{\"name\":\"f\",\"type\":\"int\",\"default\":1.5}", ".default", "must be int")]
    [InlineData("{\"name\":\"f\",\"type\":\"long\",\"default\":9223372036854775808}", ".default", "must be long")]
    [InlineData("{\"name\":\"f\",\"type\":\"boolean\",\"default\":0}", ".default", "must be boolean")]
    [InlineData("{\"name\":\"f\",\"type\":\"null\",\"default\":\"null\"}", ".default", "must be null")]
    [InlineData("{\"name\":\"f\",\"type\":\"bytes\",\"default\":\"\\u0100\"}", ".default", "must be bytes")]
    [InlineData("{\"name\":\"f\",\"type\":[\"null\",\"int\"],\"default\":\"x\"}", ".default", "fits no branch")]
    [InlineData(
        "{\"name\":\"f\",\"type\":{\"type\":\"array\",\"items\":\"int\"},\"default\":[1,null]}",
        ".default[1]", "int")]
    [InlineData(
        "{\"name\":\"f\",\"type\":{\"type\":\"map\",\"values\":\"int\"},\"default\":{\"a\":\"b\"}}",
        ".default.a", "int")]
    [InlineData("{\"name\":\"f\",\"type\":\"R\",\"default\":{}}", ".default", "contains itself without end")]
    [InlineData(
        "{\"name\":\"f\",\"type\":{\"type\":\"fixed\",\"name\":\"F\",\"size\":2},\"default\":\"a\"}",
        ".default", "2 bytes")]
    [InlineData(
        "{\"name\":\"f\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]},\"default\":\"B\"}",
        ".default", "symbol")]
    public void A_bad_field_is_refused_where_it_goes_wrong(string field, string? path, string reason) =>
        AssertRefused(
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + field + "]}",
            path is null ? "$.fields[1]" : "$.fields[0]" + path,
            reason);

    [Fact]
    public void An_error_tells_line_and_column_from_zero_and_in_characters()
    {
        const string json = "{\n  \"type\": \"record\", \"name\": \"R\", \"doc\": \"äö\",\n"
            + "  \"fields\": [ \"ü\", 7 ]\n}";
        var e = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(json));
        Assert.Equal("$.fields[0]", e.Path);
        Assert.Equal(new SchemaLinePosition(2, 14), e.LinePosition);
        Assert.Equal("$.fields[0]: a field is an object, not the string 'ü' (line 3, column 15)", e.Message);
    }

    [Fact]
    public void Malformed_JSON_is_refused_at_its_line_and_column()
    {
        var e = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse("[\n\"int\",\n  ,]"));
        Assert.Equal(new SchemaLinePosition(2, 2), e.LinePosition);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"\\udc00\"]}")]
    public void Half_of_a_surrogate_pair_is_refused(string json) =>
        Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(json));

    [Theory]
    [InlineData(120, true)]
    [InlineData(400, false)]
    [InlineData(100_000, false)]
    public void Nesting_is_bounded(int levels, bool isTaken)
    {
        var json = string.Concat(Enumerable.Repeat("{\"type\":\"array\",\"items\":", levels))
            + "\"int\"" + new string('}', levels);
        if (isTaken)
            Assert.Equal(AvroType.Array, AvroSchema.Parse(json).Type);
        else
            Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(json));
    }

    [Fact]
    public void A_long_chain_of_references_is_bounded_too()
    {
        var links = Enumerable.Range(1, 1000).Select(i =>
            $$"""{"type":"record","name":"R{{i}}","fields":[{"name":"f","type":"R{{i - 1}}"}]}""");
        var json = "[{\"type\":\"record\",\"name\":\"R0\",\"fields\":[]}," + string.Join(',', links) + "]";
        Assert.Contains("nested deeper", Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(json)).Message);
    }

    private static void AssertRefused(string json, string path, string reason)
    {
        var e = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(json));
        Assert.Equal(path, e.Path);
        Assert.Contains(reason, e.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }
}
