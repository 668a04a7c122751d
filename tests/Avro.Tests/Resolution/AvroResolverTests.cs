using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using TestKit.Memory;
using Xunit;

namespace Avro.Tests.Resolution;

[Trait("Category", "Unit")]
public sealed class AvroResolverTests
{
    [Theory]
    [InlineData("\"int\"", "\"long\"", "8001", "8001")]
    [InlineData("\"int\"", "\"float\"", "03", "000000c0")]
    [InlineData("\"int\"", "\"double\"", "feffffff0f", "0000c0ffffffdf41")]
    [InlineData("\"long\"", "\"float\"", "02", "0000803f")]
    [InlineData("\"long\"", "\"double\"", "02", "000000000000f03f")]
    [InlineData("\"float\"", "\"double\"", "0000c03f", "000000000000f83f")]
    [InlineData("\"string\"", "\"bytes\"", "04c3bc", "04c3bc")]
    [InlineData("\"bytes\"", "\"string\"", "04c3bc", "04c3bc")]
    [InlineData("\"int\"", "[\"null\",\"string\",\"double\",\"long\"]", "02", "04000000000000f03f")]
    [InlineData("\"int\"", "[\"long\",\"int\"]", "02", "0202")]
    [InlineData("[\"null\",\"int\"]", "\"long\"", "0202", "02")]
    [InlineData("[\"null\",\"int\"]", "[\"int\",\"null\"]", "00", "02")]
    [InlineData(
        "{\"type\":\"map\",\"values\":\"int\"}",
        "{\"type\":\"map\",\"values\":\"float\"}", "0202610200", "020261"
        + "0000803f00")]
    [InlineData(
        "{\"type\":\"array\",\"items\":\"int\"}",
        "{\"type\":\"array\",\"items\":\"long\"}", "0304020400", "04020400")]
    public void Values_become_what_the_reader_has(string writer, string reader, string source, string expected)
    {
        var (status, hex, isIdentity) = Resolve(writer, reader, source);
        Assert.Equal(AvroStatus.Ok, status);
        Assert.Equal(expected, hex);
        Assert.False(isIdentity);
    }

    [Theory]
    [InlineData("\"bytes\"", "\"string\"", "02ff", AvroErrorCode.BadUtf8)]
    [InlineData("[\"null\",\"int\"]", "\"long\"", "00", AvroErrorCode.UnmatchedBranch)]
    [InlineData("[\"null\",\"int\"]", "[\"null\",\"int\",\"string\"]", "04", AvroErrorCode.BadUnionIndex)]
    [InlineData(
        "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}",
        "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"B\"]}",
        "00",
        AvroErrorCode.UnknownSymbol)]
    public void Data_that_the_reader_cannot_take_are_refused(
        string writer, string reader, string source, AvroErrorCode code) =>
        Assert.Equal(code, Resolve(writer, reader, source).Status.Code);

    [Theory]
    [InlineData("{'name':'orderId','type':'int'}", "{'name':'orderId','type':'string'}",
        "orderId: the writer has int, the reader string")]
    [InlineData("{'name':'price','type':'double'}", "{'name':'price','type':'float'}",
        "price: the writer has double, the reader float")]
    [InlineData("{'name':'a','type':'int'}", "{'name':'b','type':'string'}",
        "b: the writer's R has no such field, and the reader's string no default")]
    [InlineData(
        "{'name':'a','type':{'type':'array','items':'string'}}",
        "{'name':'a','type':{'type':'array','items':'int'}}",
        "a[]: the writer has string, the reader int")]
    [InlineData("{'name':'a','type':['null','string']}", "{'name':'a','type':['int','long']}",
        "a: the writer has [null, string], the reader [int, long]")]
    [InlineData(
        "{'name':'a','type':{'type':'fixed','name':'F','size':2}}",
        "{'name':'a','type':{'type':'fixed','name':'F','size':3}}",
        "a: the writer has fixed F of 2 bytes, the reader fixed F of 3 bytes")]
    [InlineData("{'name':'a','type':{'type':'bytes','logicalType':'decimal','precision':4,'scale':1}}",
        "{'name':'a','type':{'type':'bytes','logicalType':'decimal','precision':4,'scale':2}}",
        "a: the writer has bytes decimal(4, 1), the reader bytes decimal(4, 2)")]
    public void Schemas_that_cannot_be_bridged_are_refused_by_field_and_types(
        string writer, string reader, string message)
    {
        var e = Assert.Throws<AvroResolutionException>(() => AvroResolver.Compile(Record(writer), Record(reader)));
        Assert.Equal(message, e.Message);
    }

    [Fact]
    public void Records_match_by_unqualified_name_then_by_alias_and_not_otherwise()
    {
        var reader = AvroSchema.Parse(
            """{"type":"record","name":"a.Order","aliases":["order.OrderRecord"],"fields":[]}""");
        Compile("""{"type":"record","name":"b.Order","fields":[]}""");
        Compile("""{"type":"record","name":"order.OrderRecord","fields":[]}""");
        var e = Assert.Throws<AvroResolutionException>(
            () => Compile("""{"type":"record","name":"x.Other","fields":[]}"""));
        Assert.Equal("the writer has record x.Other, the reader record a.Order", e.Message);

        void Compile(string writer) => Assert.True(AvroResolver.Compile(AvroSchema.Parse(writer), reader).IsIdentity);
    }

    [Fact]
    public void An_alias_does_not_take_a_field_that_has_its_own_name_in_the_reader()
    {
        var resolver = AvroResolver.Compile(
            Record("{'name':'a','type':'int'}"),
            Record("{'name':'b','aliases':['a'],'type':'int','default':5},{'name':'a','type':'int'}"));
        Assert.Equal("0a02", Resolve(resolver, "02").Hex);
    }

    [Fact]
    public void What_was_compiled_inside_a_record_that_failed_is_compiled_again()
    {
        // B is compiled while A is open; then A's second field fails, so a B that holds an A cannot be resolved.
        const string fields = "{'name':'a','type':['null',{'type':'record','name':'A','fields':[{'name':'b','type':"
            + "{'type':'record','name':'B','fields':[{'name':'a','type':['null','A']}]}},{'name':'c','type':'?'}]}]},"
            + "{'name':'b','type':'B'}";
        var resolver = AvroResolver.Compile(
            Record(fields.Replace("?", "string", StringComparison.Ordinal)),
            Record(fields.Replace("?", "int", StringComparison.Ordinal)));
        Assert.Equal(("0000", AvroStatus.Ok), (Resolve(resolver, "0000").Hex, Resolve(resolver, "0000").Status));
        var status = Resolve(resolver, "0002000161").Status;
        Assert.Equal("b.a: the writer's union at byte 1 holds what the reader does not take", status.ToString());
    }

    [Theory]
    [InlineData("{'type':'record','name':'y.S','fields':[]}", "02")]
    [InlineData("{'type':'record','name':'z.S','fields':[]}", "00")]
    [InlineData("{'type':'enum','name':'x.E','symbols':['A']}", "0400")]
    [InlineData("{'type':'enum','name':'x.E','symbols':['A','B']}", "0600")]
    [InlineData("'int'", "0800000000")]
    [InlineData("{'type':'bytes','logicalType':'decimal','precision':4,'scale':1}", "0c00")]
    public void Of_several_branches_the_one_that_takes_all_is_chosen_and_the_nearest_of_those(
        string writer, string expected)
    {
        const string branches = "{'type':'record','name':'x.S','fields':[]},{'type':'record','name':'y.S','fields':[]},"
            + "{'type':'enum','name':'x.E','symbols':['A']},{'type':'enum','name':'y.E','symbols':['A','B']},"
            + "'float','double',{'type':'bytes','logicalType':'decimal','precision':4,'scale':1},'string'";
        var source = writer.Contains("record", StringComparison.Ordinal) ? "" : "00";
        var field = $"{{'name':'f','type':{writer}}}";
        var resolver = AvroResolver.Compile(Record(field), Record($"{{'name':'f','type':[{branches}]}}"));
        Assert.Equal((AvroStatus.Ok, expected, false), Resolve(resolver, source));
    }

    [Fact]
    public void A_failure_names_the_field_even_where_fields_are_reordered()
    {
        var resolver = AvroResolver.Compile(
            Record("{'name':'a','type':'int'},{'name':'b','type':'string'}"),
            Record("{'name':'b','type':'string'},{'name':'a','type':'int'}"));
        Assert.Equal("b: the string at byte 1 is not UTF-8", Resolve(resolver, "0202ff").Status.ToString());
    }

    [Fact]
    public void A_short_destination_is_told_and_a_longer_one_serves()
    {
        var resolver = AvroResolver.Compile(
            Record("{'name':'a','type':'int'}"), Record("{'name':'a','type':'double'}"));
        var writer = new AvroWriter(new byte[7]);
        Assert.Equal(AvroErrorCode.DestinationTooShort, resolver.TryResolve([2], ref writer, out _).Code);
        Assert.Equal("000000000000f03f", Resolve(resolver, "02").Hex);
    }

    [Fact]
    public void Resolving_allocates_nothing()
    {
        var resolver = AvroResolver.Compile(
            Record("{'name':'price','type':'float'},{'name':'order_id','type':'string'},"
                + "{'name':'x','type':['null','int']}"),
            Record("{'name':'orderId','aliases':['order_id'],'type':'string'},{'name':'price','type':'double'}"));
        var source = Convert.FromHexString("0000c03f06616263" + "0204");
        var output = new byte[100];
        var written = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            var writer = new AvroWriter(output);
            resolver.TryResolve(source, ref writer, out _);
            written = writer.Written;
        }));
        Assert.Equal("06616263000000000000f83f", Convert.ToHexStringLower(output, 0, written));
    }

    private static AvroSchema Record(string fields) => AvroSchema.Parse(
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields.Replace('\'', '"') + "]}");

    private static (AvroStatus Status, string Hex, bool IsIdentity) Resolve(
        string writer, string reader, string source) =>
        Resolve(AvroResolver.Compile(AvroSchema.Parse(writer), AvroSchema.Parse(reader)), source);

    private static (AvroStatus Status, string Hex, bool IsIdentity) Resolve(AvroResolver resolver, string source)
    {
        var buffer = new byte[1000];
        var writer = new AvroWriter(buffer);
        var status = resolver.TryResolve(Convert.FromHexString(source), ref writer, out _);
        return (status, Convert.ToHexStringLower(buffer, 0, writer.Written), resolver.IsIdentity);
    }
}
