using System.Text;
using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Hostile;

/// <summary>Sizes at which anything that is not linear takes hours or gigabytes.</summary>
[Trait("Category", "Unit")]
public sealed class SchemaTextTests
{
    private const int Many = 100_000;

    private static readonly AvroSchema Empty = AvroSchema.Parse("""{"type":"record","name":"R","fields":[]}""");

    [Fact]
    public void A_record_of_many_fields_with_a_default_that_names_them_all_is_gone_through_once()
    {
        var fields = string.Join(",", Enumerable.Range(0, Many).Select(i => $$"""{"name":"f{{i}}","type":"int"}"""));
        var values = string.Join(",", Enumerable.Range(0, Many).Select(i => $"\"f{i}\":{i}"));
        var text = $$"""
            {"type":"record","name":"R","fields":[
            {"name":"r","type":{"type":"record","name":"Q","fields":[{{fields}}]},"default":{ {{values}} } } ]}
            """;
        var schema = AvroSchema.Parse(text);
        var resolver = AvroResolver.Compile(Empty, schema);
        Assert.False(resolver.IsIdentity);
    }

    [Fact]
    public void An_unknown_member_among_many_is_named()
    {
        var fields = string.Join(
            ",", Enumerable.Range(0, Many).Select(i => $$"""{"name":"f{{i}}","type":"int","default":0}"""));
        var values = string.Join(",", Enumerable.Range(0, Many - 1).Select(i => $"\"f{i}\":{i}"));
        var text = $$"""
            {"type":"record","name":"R","fields":[
            {"name":"r","type":{"type":"record","name":"Q","fields":[{{fields}}]},"default":{ {{values}},"x":1 } } ]}
            """;
        var refused = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text));
        Assert.Equal("$.fields[0].default.x", refused.Path);
    }

    [Fact]
    public void An_enum_of_many_symbols_with_a_default_that_lists_them_all_is_gone_through_once()
    {
        var symbols = string.Join(",", Enumerable.Range(0, Many).Select(i => $"\"S{i}\""));
        var text = $$"""
            {"type":"record","name":"R","fields":[{"name":"a","type":{"type":"array","items":
            {"type":"enum","name":"E","symbols":[{{symbols}}]} },"default":[{{symbols}}] }]}
            """;
        Assert.NotNull(AvroResolver.Compile(Empty, AvroSchema.Parse(text)));
    }

    [Fact]
    public void A_long_namespace_over_many_names_is_refused_before_it_fills_the_memory()
    {
        var space = new string('a', 100_000);
        var types = string.Join(
            ",", Enumerable.Range(0, 10_000).Select(i => $$"""{"type":"fixed","name":"F{{i}}","size":1}"""));
        var text =
            $$"""{"type":"record","name":"R","namespace":"{{space}}","fields":[{"name":"u","type":[{{types}}]}]}""";
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text));
        Assert.Contains("too long for their number", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L * text.Length);
    }

    [Theory]
    [InlineData("[//\r")]
    [InlineData("//\r//\r//\r{")]
    public void Lines_that_end_like_on_old_computers_are_no_trap(string text) =>
        Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text));

    [Fact]
    public void Empty_defaults_of_a_large_record_are_bounded()
    {
        var fields = string.Join(",", Enumerable.Range(0, 5_000)
            .Select(i => $$"""{"name":"f{{i}}","type":"int","default":0}"""));
        var items = string.Join(",", Enumerable.Repeat("{}", 2_000));
        var text = $$"""{"type":"record","name":"R","fields":[{{fields}}]}""";
        var outer = $$"""
            {"type":"record","name":"O","fields":[
            {"name":"a","type":{"type":"array","items":{{text}}},"default":[{{items}}]}]}
            """;

        var error = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(outer));

        Assert.Contains("too many fields", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_records_of_one_name_are_compared_within_bounds()
    {
        static string Union(string doc) => "[" + string.Join(",", Enumerable.Range(0, 1_000).Select(i =>
            $$"""{"type":"record","name":"a{{i}}.R","doc":"{{doc}}","fields":[{"name":"f{{i}}","type":"null"}]}"""))
            + "]";

        var found = SchemaCompatibility.Check(AvroSchema.Parse(Union("w")), AvroSchema.Parse(Union("r")));

        Assert.Contains(found, each => each.Kind == IncompatibilityKind.TooDeep);
    }

    [Fact]
    public void Aliases_count_as_names()
    {
        var aliases = string.Join(",", Enumerable.Range(0, 10_000).Select(i => $"\"A{i}\""));
        var space = new string('a', 10_000);
        var text = $$"""{"type":"fixed","name":"F","namespace":"{{space}}","size":1,"aliases":[{{aliases}}]}""";
        Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text));
    }

    [Fact]
    public void Memory_grows_with_the_text_and_no_faster()
    {
        Assert.InRange(AllocatedFor(20_000), 0, 2.5 * AllocatedFor(10_000));

        static double AllocatedFor(int count)
        {
            var fields = Enumerable.Range(0, count)
                .Select(i => $$"""{"name":"f{{i}}","type":["null","string"],"default":null,"doc":"d"}""");
            var text = $$"""{"type":"record","name":"R","namespace":"a.b.c","fields":[{{string.Join(",", fields)}}]}""";
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = AvroSchema.Parse(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void A_text_of_nothing_but_values_is_refused_at_the_limit()
    {
        var text = "{\"type\":\"int\",\"x\":[0" + new StringBuilder().Insert(0, ",0", 2_000_000) + "]}";
        var refused = Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text));
        Assert.Contains("more than 2000000 JSON values", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size")]
    [InlineData("precision")]
    [InlineData("default")]
    public void Numbers_of_a_million_digits_are_refused_or_ignored_in_one_line(string where)
    {
        var number = new string('9', 1_000_000);
        var text = where switch
        {
            "size" => $$"""{"type":"fixed","name":"F","size":{{number}} }""",
            "precision" => $$"""{"type":"bytes","logicalType":"decimal","precision":{{number}} }""",
            _ => $$"""{"type":"record","name":"R","fields":[{"name":"f","type":"long","default":{{number}} }]}""",
        };
        if (where == "precision")
            Assert.Null(AvroSchema.Parse(text).Logical);
        else
            Assert.InRange(Assert.Throws<AvroSchemaException>(() => AvroSchema.Parse(text)).Message.Length, 1, 300);
    }

    [Fact]
    public void The_defaults_of_a_plan_are_bounded_together()
    {
        // Each field draws half a mebibyte of another record's default in: a thousand of them would be 512 MiB.
        var big = new string('x', 500_000);
        var fields = string.Join(
            ",", Enumerable.Range(0, 1000).Select(i => $$"""{"name":"f{{i}}","type":"Q","default":{} }"""));
        var text = $$"""
            {"type":"record","name":"R","fields":[{"name":"q","type":{"type":"record","name":"Q","fields":
            [{"name":"s","type":"string","default":"{{big}}"}]},"default":{} },{{fields}}]}
            """;
        var schema = AvroSchema.Parse(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<AvroResolutionException>(() => AvroResolver.Compile(Empty, schema));
        Assert.Contains("larger than the limits", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L << 20);
    }

    [Fact]
    public void Defaults_that_double_at_every_level_are_refused()
    {
        var text = new StringBuilder("""{"type":"record","name":"R0","fields":[]}""");
        for (var i = 1; i <= 40; i++)
        {
            text.Insert(0, $$"""{"type":"record","name":"R{{i}}","fields":[{"name":"a","type":""");
            text.Append(",\"default\":{}},{\"name\":\"b\",\"type\":\"R").Append(i - 1).Append("\",\"default\":{}}]}");
        }

        var schema = AvroSchema.Parse(
            $$"""{"type":"record","name":"R","fields":[{"name":"r","type":{{text}},"default":{} }]}""");
        Assert.Throws<AvroResolutionException>(() => AvroResolver.Compile(Empty, schema));
    }
}
