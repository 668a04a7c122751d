using Avro.SourceGenerator.Tests.Running;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Avro.SourceGenerator.Tests;

[Trait("Category", "Unit")]
public sealed class DiagnosticsTests
{
    private const string Good = """{"type":"fixed","name":"Good","namespace":"a","size":1}""";

    /// <summary>Schemas with ' for " and a ^ before the place that is reported; the id of what is reported.</summary>
    public static TheoryData<string, string> Faults() => new()
    {
        { "AVRO001", "{\n 'type': 'record', 'name': 'R',\n 'fields': ^7 }" },
        { "AVRO001", "^{'name':'R'}" },
        { "AVRO001", "^{'type':'fixed','name':'F'}" },
        { "AVRO001", "{'type':'fixed','name':'F',\n 'size':^-1}" },
        { "AVRO001", "^{'type':'enum','name':'E'}" },
        { "AVRO001", "^{'type':'array'}" },
        { "AVRO001", "^{'type':'map'}" },
        { "AVRO001", "['int',^['string']]" },
        { "AVRO001", "{'type':'record','name':'R','fields':[^'x']}" },
        { "AVRO001", "{'type':'record','name':'R','fields':[^{'name':'x'}]}" },
        { "AVRO001", "{'type':'record','name':'R','fields':[^{'type':'int'}]}" },
        { "AVRO001", "{'type':'record','name':'R','fields':[{'name':'x','type':'int','order':^'up'}]}" },
        { "AVRO001", "{'type':'record','name':'R','doc':^1,'fields':[]}" },
        { "AVRO001", "^7" },
        { "AVRO002", "{'type':'record','name':'R',\n'fields':[{'name':'x','type': ^'Nowhere'}]}" },
        { "AVRO002", "{'type':'record','name':'R','fields':[{'name':'x','type':{'type':'array','items':^'b.X'}}]}" },
        { "AVRO003", "^{'type':'fixed','name':'Good','namespace':'a','size':2}" },
        { "AVRO003", "[\n ^{'type':'enum','name':'a.Good','symbols':[]}]" },
        { "AVRO004", "{'type':'record',\n'name':^'Schema','namespace':'a','fields':[]}" },
        { "AVRO004", "{'type':'record','name':^'Read_x','fields':[]}" },
        { "AVRO004", "{'type':'fixed','name':^'Size','namespace':'a','size':2}" },
        { "AVRO004", "{'type':'fixed','name':^'Bytes_','namespace':'a','size':2}" },
        { "AVRO004", "{'type':'enum','name':^'var','symbols':['s']}" },
        { "AVRO004", "{'type':'enum','name':^'a','symbols':['s']}" },
        { "AVRO004", "{'type':'enum','name':^'System','symbols':['s']}" },
        { "AVRO004", "{'type':'record','name':^'System.Guid','fields':[]}" },
        { "AVRO004", "{'type':'record','name':^'OrderPipeline.Avro.AvroReader','fields':[]}" },
        { "AVRO006", Field("{'type':'long','logicalType':'timestamp-millis'}", "^9223372036854775807") },
        { "AVRO006", Field("{'type':'int','logicalType':'date'}", "^-2147483648") },
        { "AVRO006", Field("{'type':'int','logicalType':'time-millis'}", "^86400000") },
        { "AVRO006", Field("{'type':'string','logicalType':'uuid'}", "^'no uuid'") },
        { "AVRO006", Field("{'type':'bytes','logicalType':'decimal','precision':2}", "^'d'") },
        { "AVRO006", Field("{'type':'bytes','logicalType':'decimal','precision':2}", "^''") },
        { "AVRO006", Field("{'type':'bytes','logicalType':'big-decimal'}", "^'x'") },
        { "AVRO006", Field("{'type':'array','items':{'type':'int','logicalType':'date'}}", "[0, ^-2147483648]") },
        { "AVRO007", "^" },
        { "AVRO007", "{\n 'type': 'int',\n ^}" },
        { "AVRO007", "{'type':'enum','name':'E','symbols':[^'\\ud800']}" },
        { "AVRO008", "{'type':'record','name':^'1R','fields':[]}" },
        { "AVRO008", "{'type':'record','name':^'int','fields':[]}" },
        { "AVRO008", "{'type':'record','name':'R','namespace':^'a..b','fields':[]}" },
        { "AVRO008", "{'type':'record','name':'R','aliases':['S', ^'T-'],'fields':[]}" },
        { "AVRO008", "{'type':'record','name':'R','fields':[{'name':^'a.b','type':'int'}]}" },
        { "AVRO008", "{'type':'enum','name':'E','symbols':['A',^'B-']}" },
        { "AVRO008", "^'in t'" },
        { "AVRO009", "{'type':'int','type':^'int'}" },
        { "AVRO009", "['int',^'int']" },
        { "AVRO009", "[{'type':'array','items':'int'},^{'type':'array','items':'long'}]" },
        { "AVRO009", "{'type':'enum','name':'E','symbols':['A','B',\n^'A']}" },
        { "AVRO009", "{'type':'record','name':'R','fields':[{'name':'x','type':'int'},^{'name':'x','type':'int'}]}" },
        { "AVRO009", "[{'type':'fixed','name':'F','size':1},^{'type':'fixed','name':'F','size':1}]" },
        { "AVRO010", Field("'int'", "^'1'") },
        { "AVRO010", Field("['null','int']", "^'x'") },
        { "AVRO010", Field("{'type':'enum','name':'E','symbols':['A']}", "^'B'") },
        { "AVRO010", "{'type':'enum','name':'E','symbols':['A'],'default':^'B'}" },
        { "AVRO010", Field("'R'", "^{}") },
        { "AVRO010", Field("{'type':'map','values':'int'}", "{'k':^null}") },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_reported_with_its_place_and_the_other_files_go_on(string id, string schema)
    {
        var (text, place) = Marked(schema);
        var run = GeneratorRun.Over(("a.avsc", Good), ("b.avsc", text));
        var problem = Assert.Single(run.Problems);
        Assert.Equal((id, DiagnosticSeverity.Error), (problem.Id, problem.Severity));
        AssertPlace("b.avsc", place, problem);
        Assert.Equal(["a.Good.g.cs"], run.Files);
    }

    [Theory]
    [InlineData("AVRO011", "{'type':'record','name':^'R','fields':[{'name':'r','type':'R'}]}")]
    [InlineData("AVRO011", "{'type':'record','name':^'R','fields':[{'name':'r','type':['R']}]}")]
    [InlineData("AVRO011", "{'type':'record','name':^'R','fields':[{'name':'x','type':[]}]}")]
    [InlineData("AVRO012", "{'type':'fixed','name':'F','size':15,'logicalType':^'uuid'}")]
    [InlineData("AVRO012", "{'type':'fixed','name':'F','size':2,'logicalType':^'decimal','precision':5}")]
    [InlineData("AVRO013", "{'type':'record','name':'R','fields':[{'name':'t','type':['null',"
        + "{'type':'int','logicalType':'time-millis'},\n^{'type':'long','logicalType':'time-micros'}]}]}")]
    [InlineData("AVRO014", "{'type':'record','name':'R','aliases':['S',^'a.Good'],'fields':[]}")]
    [InlineData("AVRO014", "{'type':'record','name':'R','fields':[{'name':'x','type':'int'},"
        + "{'name':'y','type':'int','aliases':[^'x']}]}")]
    [InlineData("AVRO014", "{'type':'record','name':'R','fields':[{'name':'x','type':'int','aliases':['z']},"
        + "{'name':'y','type':'int','aliases':[^'z']}]}")]
    public void A_schema_that_is_valid_and_yet_no_good_is_told_of_with_its_place(string id, string schema)
    {
        var (text, place) = Marked(schema);
        var run = GeneratorRun.Over(("a.avsc", Good), ("b.avsc", text));
        var problem = Assert.Single(run.Problems);
        Assert.Equal(id, problem.Id);
        AssertPlace("b.avsc", place, problem);
        Assert.Empty(run.CompilerProblems);
    }

    [Theory]
    [InlineData("{'type':'bytes','logicalType':^'decimal'}")]
    [InlineData("{'type':'bytes','logicalType':^'decimal','precision':0}")]
    [InlineData("{'type':'bytes','logicalType':^'decimal','precision':2,'scale':3}")]
    [InlineData("{'type':'int','logicalType':^'timestamp-millis'}")]
    [InlineData("{'type':'long','logicalType':^'date'}")]
    [InlineData("{'type':'array','items':{'type':'long','logicalType':^'uuid'}}")]
    [InlineData("['null',{'type':'bytes','logicalType':^'duration'}]")]
    [InlineData("'int','logicalType':^'date'")]
    public void A_logical_type_that_does_not_count_is_a_warning(string type)
    {
        var (text, place) = Marked("{'type':'record','name':'R','fields':[{'name':'x','type':" + type + "}]}");
        var run = GeneratorRun.Over(("b.avsc", text));
        var problem = Assert.Single(run.Problems);
        Assert.Equal(("AVRO012", DiagnosticSeverity.Warning), (problem.Id, problem.Severity));
        AssertPlace("b.avsc", place, problem);
        Assert.Equal(["R.g.cs"], run.Files);
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void A_logical_type_that_nobody_knows_is_somebodys_own()
    {
        var (text, _) = Marked(Field("{'type':'string','logicalType':'our-own'}", "''"));
        Assert.Empty(GeneratorRun.Over(("a.avsc", text)).Problems);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error()
    {
        var run = GeneratorRun.Over(("a.avsc", null!));
        Assert.Equal("AVRO005", Assert.Single(run.Problems).Id);
        Assert.Equal("a.avsc", run.Problems[0].Location.GetLineSpan().Path);
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
    public void A_type_may_be_called_the_view_of_one_that_has_none()
    {
        var run = GeneratorRun.Over(
            ("a.avsc", """{"type":"record","name":"X","fields":[{"name":"x","type":["null","int"]}]}"""),
            ("b.avsc", """{"type":"enum","name":"XView","symbols":["s"]}"""));
        Assert.Empty(run.Problems);
        Assert.Empty(run.CompilerProblems);
    }

    [Fact]
    public void Files_that_are_no_schemas_are_left_alone()
    {
        var run = GeneratorRun.Over(("readme.txt", "not JSON"));
        Assert.Empty(run.Problems);
        Assert.Empty(run.Files);
    }

    private static string Field(string type, string value) =>
        "{'type':'record','name':'R','fields':[{'name':'t','type':" + type + ",\n  'default': " + value + "}]}";

    private static (string Text, (int Line, int Column) Place) Marked(string schema)
    {
        var before = schema[..Math.Max(0, schema.IndexOf('^', StringComparison.Ordinal))];
        var place = (before.Count(c => c == '\n'), before.Length - (before.LastIndexOf('\n') + 1));
        return (schema.Replace("^", "", StringComparison.Ordinal).Replace('\'', '"'), place);
    }

    private static void AssertPlace(string file, (int Line, int Column) place, Diagnostic problem)
    {
        var span = problem.Location.GetLineSpan();
        Assert.Equal(file, span.Path);
        Assert.Equal(place, (span.StartLinePosition.Line, span.StartLinePosition.Character));
    }
}
