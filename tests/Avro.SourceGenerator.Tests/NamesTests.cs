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
}
