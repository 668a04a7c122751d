using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Schemas;

[Trait("Category", "Unit")]
public sealed class SchemaParserTests
{
    [Theory]
    [InlineData("\"null\"", AvroType.Null, 0)]
    [InlineData("\"boolean\"", AvroType.Boolean, 1)]
    [InlineData("{\"type\":\"int\"}", AvroType.Int, 1)]
    [InlineData("\"long\"", AvroType.Long, 1)]
    [InlineData("\"float\"", AvroType.Float, 4)]
    [InlineData("\"double\"", AvroType.Double, 8)]
    [InlineData("\"bytes\"", AvroType.Bytes, 1)]
    [InlineData("\"string\"", AvroType.String, 1)]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", AvroType.Array, 1)]
    [InlineData("{\"type\":\"map\",\"values\":\"int\"}", AvroType.Map, 1)]
    [InlineData("[\"null\",\"int\"]", AvroType.Union, 1)]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"size\":16}", AvroType.Fixed, 16)]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}", AvroType.Enum, 1)]
    [InlineData(
        "{\"type\":\"error\",\"name\":\"E\",\"fields\":[{\"name\":\"f\",\"type\":\"double\"}]}",
        AvroType.Record, 8)]
    public void Every_type_is_known_and_its_least_size(string json, AvroType type, int minBytes)
    {
        var schema = AvroSchema.Parse(json);
        Assert.Equal(type, schema.Type);
        Assert.Equal(minBytes, schema.MinEncodedBytes);
        Assert.Equal(json, schema.Json);
    }

    [Fact]
    public void Names_take_the_namespace_around_them_unless_they_say_otherwise()
    {
        var record = (RecordSchema)AvroSchema.Parse(
            """
            {"type":"record","name":"a.b.R","namespace":"ignored","aliases":["Old","x.Older"],"fields":[
              {"name":"e","type":{"type":"enum","name":"E","symbols":["A"]}},
              {"name":"f","type":{"type":"fixed","name":"F","namespace":"c","size":1}},
              {"name":"g","type":{"type":"fixed","name":"G","namespace":"","size":1}},
              {"name":"again","type":["E","c.F","G","a.b.R"]}]}
            """);
        Assert.Equal("a.b.R", record.FullName);
        Assert.Equal("R", record.Name);
        Assert.Equal("a.b", record.Namespace);
        Assert.Equal(["a.b.Old", "x.Older"], record.Aliases);
        var union = (UnionSchema)record.Fields[3].Schema;
        Assert.Equal(["a.b.E", "c.F", "G", "a.b.R"], union.Branches.Select(branch => ((NamedSchema)branch).FullName));
        Assert.Same(record, union.Branches[3]);
    }

    [Fact]
    public void A_field_keeps_what_the_schema_says_of_it()
    {
        var record = (RecordSchema)AvroSchema.Parse(
            """
            {"type":"record","name":"R","doc":"a record","fields":[
              {"name":"a","type":"int"},
              {"name":"b","type":["int","null"],"default":null,"doc":"b","aliases":["old-b"],"order":"ignore"}]}
            """);
        Assert.Equal("a record", record.Doc);
        Assert.False(record.Fields[0].HasDefault);
        var field = record.Fields[1];
        Assert.True(field.HasDefault);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, field.Default.ValueKind);
        Assert.Equal("b", field.Doc);
        Assert.Equal(["old-b"], field.Aliases);
        Assert.Equal(FieldOrder.Ignore, field.Order);
        Assert.Equal(1, field.Position);
    }

    [Theory]
    [InlineData("{\"type\":\"int\",\"logicalType\":\"date\"}", LogicalTypeKind.Date)]
    [InlineData("{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}", LogicalTypeKind.TimestampMicros)]
    [InlineData("{\"type\":\"string\",\"logicalType\":\"uuid\"}", LogicalTypeKind.Uuid)]
    [InlineData(
        "{\"type\":\"fixed\",\"name\":\"D\",\"size\":12,\"logicalType\":\"duration\"}",
        LogicalTypeKind.Duration)]
    [InlineData(
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4,\"scale\":2}",
        LogicalTypeKind.Decimal)]
    [InlineData(
        "{\"type\":\"fixed\",\"name\":\"D\",\"size\":4,\"logicalType\":\"decimal\",\"precision\":9}",
        LogicalTypeKind.Decimal)]
    public void A_logical_type_is_read(string json, LogicalTypeKind kind) =>
        Assert.Equal(kind, AvroSchema.Parse(json).Logical?.Kind);

    [Theory]
    [InlineData("{\"type\":\"int\",\"logicalType\":\"timestamp-millis\"}")]
    [InlineData("{\"type\":\"int\",\"logicalType\":\"stardate\"}")]
    [InlineData("{\"type\":\"int\",\"logicalType\":7}")]
    [InlineData("{\"type\":\"bytes\",\"logicalType\":\"decimal\"}")]
    [InlineData("{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":2,\"scale\":3}")]
    [InlineData("{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":2,\"scale\":-1}")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"D\",\"size\":4,\"logicalType\":\"decimal\",\"precision\":10}")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"D\",\"size\":11,\"logicalType\":\"duration\"}")]
    public void An_unknown_or_ill_formed_logical_type_is_ignored(string json) =>
        Assert.Null(AvroSchema.Parse(json).Logical);

    [Fact]
    public void Comments_and_a_byte_order_mark_are_no_part_of_the_schema()
    {
        var schema = AvroSchema.Parse(
            "\uFEFF// an int\n{ /* yes */ \"type\" : \"int\", \"doc\" : \"a // b \\\" c\" } // end");
        Assert.Equal("{\"type\":\"int\",\"doc\":\"a // b \\\" c\"}", schema.Json);
    }

    [Fact]
    public void A_unions_default_may_fit_any_branch()
    {
        var json = """{"type":"record","name":"R","fields":[{"name":"f","type":["null","string"],"default":"x"}]}""";
        Assert.Equal("x", ((RecordSchema)AvroSchema.Parse(json)).Fields[0].Default.GetString());
    }

    [Fact]
    public void Unchecked_defaults_are_taken_as_they_are()
    {
        var json = """{"type":"record","name":"R","fields":[{"name":"f","type":"int","default":"x"}]}""";
        Assert.Equal(AvroType.Record, new AvroSchemaParser { ChecksDefaults = false }.Parse(json).Type);
    }

    [Fact]
    public void A_text_may_refer_to_an_earlier_ones_types_and_repeat_them_in_the_same_words()
    {
        var parser = new AvroSchemaParser();
        parser.Parse("""{"type":"fixed","name":"n.Hash","size":4}""");
        var second = (RecordSchema)parser.Parse(
            """
            {"type":"record","name":"R","namespace":"n","fields":[
              {"name":"a","type":{"type":"fixed","name":"Hash","size":4}},{"name":"b","type":"Hash"}]}
            """);
        Assert.Equal("n.Hash", ((NamedSchema)second.Fields[1].Schema).FullName);
        Assert.Equal(["n.Hash", "n.R"], parser.Types.Keys.Order());
        var third = parser.Parse("""{"type":"array","items":"n.R"}""");
        var alone = (ArraySchema)AvroSchema.Parse(third.ToSelfContainedJson());
        Assert.Equal("n.R", ((RecordSchema)alone.Items).FullName);
        Assert.Equal(third.ToSelfContainedJson(), alone.ToSelfContainedJson());
    }

    [Fact]
    public void A_text_that_defines_an_earlier_type_differently_is_refused_and_leaves_no_trace()
    {
        var parser = new AvroSchemaParser();
        parser.Parse("""{"type":"fixed","name":"Hash","size":4}""");
        var e = Assert.Throws<AvroSchemaException>(() => parser.Parse(
            """[{"type":"fixed","name":"Other","size":5},{"type":"fixed","name":"Hash","size":5}]"""));
        Assert.Equal("$[1]", e.Path);
        Assert.Equal(["Hash"], parser.Types.Keys);
    }

    [Fact]
    public void An_unknown_name_is_told()
    {
        var e = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(
            """{"type":"record","name":"R","namespace":"n","fields":[{"name":"a","type":"Later"}]}"""));
        Assert.Equal("n.Later", e.UnknownName);
        Assert.Equal("$.fields[0].type", e.Path);
    }
}
