using Avro.SourceGenerator.Tests.Running;
using Xunit;

namespace Avro.SourceGenerator.Tests;

[Trait("Category", "Unit")]
public sealed class SeveralFilesTests
{
    private const string Hash = """{"type":"fixed","name":"Hash","namespace":"a","size":32}""";

    private static string Record(string name, string type) =>
        $$"""{"type":"record","name":"{{name}}","namespace":"a","fields":[{"name":"hash","type":{{type}}}]}""";

    [Fact]
    public void A_type_that_several_files_define_in_the_same_words_is_one_class()
    {
        var run = GeneratorRun.Over(("a.avsc", Record("A", Hash)), ("b.avsc", Record("B", Hash)));
        Assert.Empty(run.Problems);
        Assert.Equal(["a.A.g.cs", "a.B.g.cs", "a.Hash.g.cs"], run.Files.Order(StringComparer.Ordinal));
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void A_type_that_two_files_define_differently_is_an_error_in_the_second()
    {
        var other = Hash.Replace("32", "20", StringComparison.Ordinal);
        var run = GeneratorRun.Over(("a.avsc", Record("A", Hash)), ("b.avsc", Record("B", other)));
        var problem = Assert.Single(run.Problems);
        Assert.Equal("AVRO003", problem.Id);
        Assert.Equal("b.avsc", problem.Location.GetLineSpan().Path);
        Assert.Contains("a.Hash", problem.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.avsc", "z.avsc")]
    [InlineData("z.avsc", "a.avsc")]
    public void A_file_may_use_what_another_defines_whatever_their_order(string user, string definer)
    {
        var run = GeneratorRun.Over((user, Record("User", "\"Hash\"")), (definer, Hash));
        Assert.Empty(run.Problems);
        Assert.Empty(run.CompilerProblems);
        var code = run.Code("a.User.g.cs");
        Assert.Contains("\\\"name\\\":\\\"Hash\\\"", code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_may_hold_several_types_as_a_union()
    {
        var run = GeneratorRun.Over(("all.avsc", $"[{Hash}, {Record("A", "\"Hash\"")}]"));
        Assert.Empty(run.Problems);
        Assert.Equal(["a.A.g.cs", "a.Hash.g.cs"], run.Files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Types_of_one_name_in_two_namespaces_live_side_by_side()
    {
        var other = """{"type":"enum","name":"Hash","namespace":"b","symbols":["s"]}""";
        var run = GeneratorRun.Over(
            ("a.avsc", """
                {"type":"record","name":"R","namespace":"a","fields":[
                  {"name":"one","type":["null",{"type":"fixed","name":"Hash","size":2}]},
                  {"name":"two","type":["null","b.Hash"]}]}
                """),
            ("b.avsc", other));
        Assert.Empty(run.Problems);
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void Files_that_need_each_other_are_told_to_become_one()
    {
        var run = GeneratorRun.Over(
            ("a.avsc", Record("A", "[\"null\",\"B\"]")), ("b.avsc", Record("B", "[\"null\",\"A\"]")));
        Assert.Equal(["AVRO002", "AVRO002"], run.Problems.Select(problem => problem.Id));
        Assert.Contains("b.avsc defines it", run.Problems[0].GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("a.avsc defines it", run.Problems[1].GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    [Fact]
    public void A_file_may_be_given_twice()
    {
        var run = GeneratorRun.Over(("a/x.avsc", Record("A", Hash)), ("b/x.avsc", Record("A", Hash)));
        Assert.Empty(run.Problems);
        Assert.Equal(["a.A.g.cs", "a.Hash.g.cs"], run.Files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Definitions_that_differ_in_their_docs_are_not_the_same()
    {
        var other = Hash.Replace("\"size\"", "\"doc\":\"d\",\"size\"", StringComparison.Ordinal);
        var run = GeneratorRun.Over(("a.avsc", Record("A", Hash)), ("b.avsc", Record("B", other)));
        Assert.Equal("AVRO003", Assert.Single(run.Problems).Id);
    }
}
