using OrderPipeline.LocalCluster.Registry.Schemas;

namespace LocalCluster.Tests.Registry.Store;

[Trait("Category", "Unit")]
public sealed class NormalFormTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"string\"")]
    [InlineData("""{"type":{"type":"int"},"doc":"lost"}""", "\"int\"")]
    [InlineData(
        """["null",{"items":{"type":"long"},"type":"array"}]""",
        """["null",{"type":"array","items":"long"}]""")]
    [InlineData(
        """{"scale":2,"type":"bytes","precision":4,"logicalType":"decimal"}""",
        """{"type":"bytes","logicalType":"decimal","precision":4,"scale":2}""")]
    [InlineData(
        """{"size":2,"name":"a.b.F","type":"fixed","namespace":"ignored"}""",
        """{"type":"fixed","name":"F","namespace":"a.b","size":2}""")]
    [InlineData(
        """{"symbols":["A"],"default":"A","type":"enum","x":{"b":1,"a":[{"d":1,"c":2}]},"name":"E","doc":"d"}""",
        """{"type":"enum","name":"E","doc":"d","symbols":["A"],"default":"A","x":{"a":[{"c":2,"d":1}],"b":1}}""")]
    public void Attributes_have_one_order_and_none_is_lost(string json, string normal) =>
        Assert.Equal(normal, NormalForm.Of(json, []));

    [Fact]
    public void Names_are_full_where_they_are_used_and_inherited_where_they_are_defined()
    {
        const string Json = """
            {"type":"record","name":"R","namespace":"n","fields":[
              {"type":{"name":"F","type":"fixed","size":1,"namespace":"n"},"name":"a","default":"x"},
              {"name":"b","type":["null","F"]},
              {"name":"c","type":{"type":"enum","namespace":"","name":"E","symbols":["A"]}},
              {"name":"d","type":"E"},
              {"name":"e","type":"n.R"},
              {"name":"f","type":"Other"}]}
            """;

        Assert.Equal(
            """{"type":"record","name":"R","namespace":"n","fields":[""" +
            """{"name":"a","type":{"type":"fixed","name":"F","size":1},"default":"x"},""" +
            """{"name":"b","type":["null","n.F"]},""" +
            """{"name":"c","type":{"type":"enum","name":"E","namespace":"","symbols":["A"]}},""" +
            """{"name":"d","type":"E"},{"name":"e","type":"n.R"},{"name":"f","type":"n.Other"}]}""",
            NormalForm.Of(Json, ["n.Other"]));
    }
}
