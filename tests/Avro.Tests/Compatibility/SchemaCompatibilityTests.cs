using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using Xunit;
using Kind = OrderPipeline.Avro.Compatibility.IncompatibilityKind;

namespace Avro.Tests.Compatibility;

[Trait("Category", "Unit")]
public sealed class SchemaCompatibilityTests
{
    private const string SmallE = "{'type':'enum','name':'E','symbols':['A']}";
    private const string LargeE = "{'type':'enum','name':'E','symbols':['A','B','C']}";
    private const string KindE = "{'type':'enum','name':'E','symbols':['A','Z'],'default':'Z'}";
    private const string Money = "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}";
    private const string Mills = "{'type':'bytes','logicalType':'decimal','precision':9,'scale':3}";

    [Theory]
    [InlineData("'int'", "'int'")]
    [InlineData("'int'", "'long'")]
    [InlineData("'int'", "'float'")]
    [InlineData("'int'", "'double'")]
    [InlineData("'long'", "'float'")]
    [InlineData("'long'", "'double'")]
    [InlineData("'float'", "'double'")]
    [InlineData("'string'", "'bytes'")]
    [InlineData("'bytes'", "'string'")]
    [InlineData("['int','long']", "'double'")]
    [InlineData("'int'", "['null','string','long']")]
    [InlineData("['null','int']", "['long','string','null']")]
    [InlineData("[]", "'int'")]
    [InlineData(SmallE, LargeE)]
    [InlineData(LargeE, KindE)]
    [InlineData("{'type':'array','items':'int'}", "{'type':'array','items':['null','float']}")]
    [InlineData("{'type':'map','values':'bytes'}", "{'type':'map','values':'string'}")]
    [InlineData("{'type':'fixed','name':'a.F','size':2}", "{'type':'fixed','name':'b.F','size':2}")]
    [InlineData("{'type':'fixed','name':'a.G','size':2}", "{'type':'fixed','name':'b.F','aliases':['a.G'],'size':2}")]
    [InlineData(Money, Money)]
    [InlineData(Money, "'bytes'")]
    [InlineData("'bytes'", Money)]
    [InlineData(Money, "['string','bytes']")]
    [InlineData("{'type':'long','logicalType':'timestamp-millis'}", "{'type':'long','logicalType':'timestamp-micros'}")]
    [InlineData("{'type':'record','name':'R','fields':[{'name':'a','type':'int'}]}",
        "{'type':'record','name':'R','fields':[{'name':'b','type':'int','default':1}]}")]
    [InlineData("{'type':'record','name':'x.R','fields':[{'name':'a','type':'int'}]}",
        "{'type':'record','name':'S','aliases':['x.R'],'fields':[{'name':'b','aliases':['a'],'type':'long'}]}")]
    [InlineData("{'type':'record','name':'R','fields':[{'name':'next','type':['null','R']}]}",
        "{'type':'record','name':'R','fields':[{'name':'next','type':['null',{'type':'record','name':'x.R','fields':"
        + "[{'name':'next','type':['R','null']}]}]}]}")]
    public void What_resolves_for_all_data_is_compatible(string writer, string reader)
    {
        Assert.Empty(SchemaCompatibility.Check(Parse(writer), Parse(reader)));
        AvroResolver.Compile(Parse(writer), Parse(reader));
    }

    [Theory]
    [InlineData("'long'", "'int'", Kind.TypeMismatch, "$: the writer has long, the reader int")]
    [InlineData("'boolean'", "'string'", Kind.TypeMismatch, "$: the writer has boolean, the reader string")]
    [InlineData("['null','string']", "'string'", Kind.TypeMismatch, "$: the writer has null, the reader string")]
    [InlineData("['null','boolean']", "['null','int']", Kind.MissingUnionBranch,
        "$: the writer has boolean, the reader [null, int]")]
    [InlineData("'int'", "[]", Kind.MissingUnionBranch, "$: the writer has int, the reader []")]
    [InlineData(LargeE, SmallE, Kind.MissingEnumSymbols,
        "$: the writer's enum E has B, C, the reader's has not, and no default")]
    [InlineData("['null'," + LargeE + "]", "['null'," + SmallE + "]", Kind.MissingEnumSymbols,
        "$[1]: the writer's enum E has B, C, the reader's has not, and no default")]
    [InlineData("{'type':'fixed','name':'F','size':2}", "{'type':'fixed','name':'F','size':3}",
        Kind.FixedSizeMismatch, "$: the writer has fixed F of 2 bytes, the reader fixed F of 3 bytes")]
    [InlineData("{'type':'fixed','name':'F','size':2}", "{'type':'fixed','name':'G','size':2}",
        Kind.NameMismatch, "$: the writer has fixed F of 2 bytes, the reader fixed G of 2 bytes")]
    [InlineData(Money, Mills, Kind.DecimalMismatch,
        "$: the writer has bytes decimal(9, 2), the reader bytes decimal(9, 3)")]
    [InlineData("{'type':'array','items':'long'}", "{'type':'array','items':'int'}", Kind.TypeMismatch,
        "$.items ([]): the writer has long, the reader int")]
    [InlineData("{'type':'map','values':'long'}", "{'type':'map','values':'int'}", Kind.TypeMismatch,
        "$.values ([]): the writer has long, the reader int")]
    [InlineData("{'type':'record','name':'R','fields':[]}",
        "{'type':'record','name':'R','fields':[{'name':'a','type':'int'}]}", Kind.MissingDefault,
        "$.fields[0] (a): the writer's R has no such field, and the reader's int no default")]
    [InlineData("{'type':'record','name':'R','fields':[{'name':'a','type':{'type':'array','items':'string'}}]}",
        "{'type':'record','name':'R','fields':[{'name':'a','type':{'type':'array','items':'int'}}]}",
        Kind.TypeMismatch, "$.fields[0].type.items (a[]): the writer has string, the reader int")]
    public void What_fails_for_some_data_is_told_with_its_place(string writer, string reader, Kind kind, string text)
    {
        var only = Assert.Single(SchemaCompatibility.Check(Parse(writer), Parse(reader)));
        Assert.Equal((kind, text), (only.Kind, only.ToString()));
    }

    [Fact]
    public void All_incompatibilities_are_found_each_once()
    {
        var writer = Parse("{'type':'record','name':'R','fields':[{'name':'a','type':'long'},{'name':'b','type':"
            + "{'type':'record','name':'S','fields':[{'name':'x','type':'string'}]}},{'name':'c','type':'S'}]}");
        var reader = Parse("{'type':'record','name':'R','fields':[{'name':'a','type':'int'},{'name':'b','type':"
            + "['null',{'type':'record','name':'S','fields':[{'name':'x','type':'int'}]}]},{'name':'c','type':'S'},"
            + "{'name':'d','type':'null'}]}");
        Assert.Equal(
            [
                "$.fields[0].type (a): the writer has long, the reader int",
                "$.fields[1].type[1].fields[0].type (b.x): the writer has string, the reader int",
                "$.fields[3] (d): the writer's R has no such field, and the reader's null no default",
            ],
            SchemaCompatibility.Check(writer, reader).Select(each => each.ToString()));
    }

    [Fact]
    public void A_default_that_does_not_fit_its_type_counts_only_where_it_is_needed()
    {
        var reader = new AvroSchemaParser { ChecksDefaults = false }.Parse(
            """{"type":"record","name":"R","fields":[{"name":"a","type":"int","default":"x"}]}""");
        var only = Assert.Single(SchemaCompatibility.Check(Parse("{'type':'record','name':'R','fields':[]}"), reader));
        Assert.Equal(Kind.UnusableDefault, only.Kind);
        Assert.Empty(SchemaCompatibility.Check(reader, reader));
    }

    [Fact]
    public void What_rested_on_a_record_that_failed_is_not_taken_for_good()
    {
        // B is found good while A is open; then A's second field fails, and B holds an A.
        var (writer, reader) = (Parse(Doubtful("string")), Parse(Doubtful("int")));
        var decider = new CompatibilityDecider();
        Assert.False(decider.IsReadable(FieldType(writer, 0), FieldType(reader, 0)));
        Assert.False(decider.IsReadable(FieldType(writer, 1), FieldType(reader, 1)));
    }

    private static string Doubtful(string type) =>
        "{'type':'record','name':'T','fields':[{'name':'a','type':{'type':'record','name':'A','fields':[{'name':'b',"
        + "'type':{'type':'record','name':'B','fields':[{'name':'a','type':['null','A']}]}},"
        + $"{{'name':'bad','type':'{type}'}}]}}}},{{'name':'b','type':'B'}}]}}";

    [Fact]
    public void Records_in_records_without_end_are_refused_rather_than_followed()
    {
        // Circles of 16 and 17 records: 272 pairs, each inside the one before.
        var found = SchemaCompatibility.Check(Parse(Circle(16)), Parse(Circle(17)));
        Assert.Equal(Kind.TooDeep, Assert.Single(found).Kind);
        Assert.Throws<AvroResolutionException>(() => AvroResolver.Compile(Parse(Circle(16)), Parse(Circle(17))));
        Assert.Empty(SchemaCompatibility.Check(Parse(Circle(14)), Parse(Circle(15))));
        AvroResolver.Compile(Parse(Circle(14)), Parse(Circle(15)));
    }

    [Fact]
    public void A_difference_in_many_records_within_each_other_is_found_on_a_small_stack()
    {
        var (writer, reader) = (Parse(Nest(120, "'int'")), Parse(Nest(120, "'string'")));
        Exception? failure = null;
        IReadOnlyList<Incompatibility> found = [];
        var thread = new Thread(
            () =>
            {
                failure = Record.Exception(() => AvroResolver.Compile(writer, reader));
                found = SchemaCompatibility.Check(writer, reader);
            },
            maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        var misfit = Assert.IsType<AvroResolutionException>(failure);
        Assert.Equal("the writer has int, the reader string", misfit.Reason);
        Assert.Equal(misfit.Path, Assert.Single(found).Field);
    }

    private static string Nest(int count, string text)
    {
        for (var i = 0; i < count; i++)
            text = $"{{'type':'record','name':'R{i}','fields':[{{'name':'f','type':{text}}}]}}";
        return text;
    }

    private static string Circle(int count)
    {
        var text = "'n0.R'";
        for (var i = count - 1; i >= 0; i--)
            text = $"{{'type':'record','name':'n{i}.R','fields':[{{'name':'f','type':['null',{text}]}}]}}";
        return text;
    }

    private static AvroSchema FieldType(AvroSchema record, int position) =>
        ((RecordSchema)record).Fields[position].Schema;

    private static AvroSchema Parse(string json) => AvroSchema.Parse(json.Replace('\'', '"'));
}
