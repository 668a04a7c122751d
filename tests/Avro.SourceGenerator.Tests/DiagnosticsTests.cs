using Avro.SourceGenerator.Tests.Running;
using Xunit;

namespace Avro.SourceGenerator.Tests;

[Trait("Category", "Unit")]
public sealed class DiagnosticsTests
{
    private const string Good = """{"type":"fixed","name":"Good","namespace":"a","size":1}""";

    [Theory]
    [InlineData("AVRO001", 2, 11, "{\n \"type\": \"record\", \"name\": \"R\",\n \"fields\": 7 }")]
    [InlineData("AVRO001", 0, 0, "")]
    [InlineData(
        "AVRO002",
        1,
        30,
        "{\"type\":\"record\",\"name\":\"R\",\n\"fields\":[{\"name\":\"x\",\"type\": \"Nowhere\"}]}")]
    [InlineData("AVRO003", 0, 0, "{\"type\":\"fixed\",\"name\":\"Good\",\"namespace\":\"a\",\"size\":2}")]
    [InlineData("AVRO004", 1, 0, "{\"type\":\"record\",\n\"name\":\"Schema\",\"namespace\":\"a\",\"fields\":[]}")]
    [InlineData("AVRO004", 0, 16, "{\"type\":\"fixed\",\"name\":\"Size\",\"namespace\":\"a\",\"size\":2}")]
    [InlineData("AVRO004", 0, 15, "{\"type\":\"enum\",\"name\":\"var\",\"symbols\":[\"s\"]}")]
    [InlineData("AVRO004", 0, 15, "{\"type\":\"enum\",\"name\":\"a\",\"symbols\":[\"s\"]}")]
    [InlineData(
        "AVRO006",
        0,
        17,
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"t\",\"default\":9223372036854775807,"
            + "\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}")]
    public void A_fault_is_reported_with_its_place_and_the_other_files_go_on(
        string id, int line, int column, string schema)
    {
        var run = GeneratorRun.Over(("a.avsc", Good), ("b.avsc", schema));
        var problem = Assert.Single(run.Problems);
        Assert.Equal(id, problem.Id);
        var place = problem.Location.GetLineSpan();
        Assert.Equal("b.avsc", place.Path);
        Assert.Equal((line, column), (place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Equal(["a.Good.g.cs"], run.Files);
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void A_type_with_the_name_of_a_view_is_refused()
    {
        var run = GeneratorRun.Over(
            ("a.avsc", """{"type":"record","name":"X","fields":[{"name":"x","type":"int"}]}"""),
            ("b.avsc", """{"type":"enum","name":"XView","symbols":["s"]}"""));
        Assert.Equal("AVRO004", Assert.Single(run.Problems).Id);
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void Files_that_are_no_schemas_are_left_alone()
    {
        var run = GeneratorRun.Over(("readme.txt", "not JSON"));
        Assert.Empty(run.Problems);
        Assert.Empty(run.Files);
    }
}
