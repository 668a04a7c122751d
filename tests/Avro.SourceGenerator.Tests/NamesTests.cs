using Avro.SourceGenerator.Tests.Running;
using Xunit;

namespace Avro.SourceGenerator.Tests;

[Trait("Category", "Unit")]
public sealed class NamesTests
{
    [Theory]
    [InlineData("class", "a")]
    [InlineData("record", "a")]
    [InlineData("partial", "namespace.event")]
    [InlineData("lower", "System")]
    [InlineData("Order", "global")]
    [InlineData("field", "")]
    public void A_type_may_have_any_name(string name, string space)
    {
        var schema = $$"""
            {"type":"record","name":"{{name}}","namespace":"{{space}}","fields":[
              {"name":"{{name}}","type":["null","{{name}}"],"default":null},
              {"name":"Items","type":{"type":"array","items":
                {"type":"enum","name":"object","symbols":["int","default"]} } },
              {"name":"string","type":{"type":"fixed","name":"struct","size":3} } ]}
            """;
        var run = GeneratorRun.Over(("a.avsc", schema));
        Assert.Empty(run.Problems);
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void A_property_named_as_its_record_is_given_another_name()
    {
        var run = GeneratorRun.Over(
            ("a.avsc", """{"type":"record","name":"Order","fields":[{"name":"order","type":"int"}]}"""));
        Assert.Contains("required int OrderValue", run.Code("Order.g.cs"), StringComparison.Ordinal);
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void Types_that_differ_in_case_only_are_two_files()
    {
        var run = GeneratorRun.Over(("a.avsc", """
            [{"type":"enum","name":"item","symbols":[]},{"type":"enum","name":"Item","symbols":["S","s"]}]
            """));
        Assert.Empty(run.Problems);
        Assert.Equal(["Item.g.cs", "item-2.g.cs"], run.Files);
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void Fields_that_become_one_name_are_given_numbers()
    {
        string[] names = ["x_y", "xY", "XY", "_", "__", "writer", "writerValue", "schemaFingerprint"];
        string[] properties =
            ["XY", "XYValue", "XY2", "@_", "_Value", "Writer", "WriterValue", "SchemaFingerprintValue"];
        var fields = string.Join(',', names.Select(name => $$"""{"name":"{{name}}","type":"int"}"""));
        var run = GeneratorRun.Over(("a.avsc", $$"""{"type":"record","name":"R","fields":[{{fields}}]}"""));
        Assert.Empty(run.Problems);
        Assert.Empty(run.CompilerProblems);
        foreach (var name in properties)
            Assert.Contains($"required int {name} ", run.Code("R.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_may_be_named_as_one_of_the_systems()
    {
        string[] names =
        [
            "String", "Object", "Guid", "DateTime", "List", "AvroReader", "AvroSchema", "dynamic", "_", "nint", "Task",
        ];
        string[] spaces = ["", "a", "a.System", "a.OrderPipeline.Avro"];
        var schemas = spaces.SelectMany(space => names.Select(name => (Path: space + name, Text: $$"""
            {"type":"record","name":"{{name}}","namespace":"{{space}}","fields":[
              {"name":"Guid","type":{"type":"string","logicalType":"uuid"},
                "default":"00112233-4455-6677-8899-aabbccddeeff"},
              {"name":"Amount","type":["null",{"type":"bytes","logicalType":"big-decimal"}]},
              {"name":"String","type":["null","string","{{name}}",{"type":"array","items":"{{name}}"} ]},
              {"name":"Object","type":{"type":"map","values":"bytes"} } ]}
            """)));
        var run = GeneratorRun.Over([.. schemas.Select(schema => (schema.Path + ".avsc", schema.Text))]);
        Assert.Empty(run.Problems);
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void Docs_are_escaped_and_cannot_leave_their_comment()
    {
        const string doc = """<b> & */ \n/// </summary>\u2028class X {}""";
        var run = GeneratorRun.Over(("a.avsc", $$"""
            {"type":"record","name":"R","doc":"{{doc}}","fields":[{"name":"x","type":"int","doc":"{{doc}}"} ]}
            """));
        Assert.Empty(run.CompilerProblems);
        Assert.Contains("/// &lt;b&gt; &amp; */", run.Code("R.g.cs"), StringComparison.Ordinal);
    }
}
