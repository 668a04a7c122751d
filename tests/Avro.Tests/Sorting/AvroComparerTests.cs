using System.Text;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Json;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Sorting;
using TestKit.Memory;
using Xunit;

namespace Avro.Tests.Sorting;

[Trait("Category", "Unit")]
public sealed class AvroComparerTests
{
    private const string Record =
        """{"type":"record","name":"R","fields":["""
        + """{"name":"a","type":"int"},{"name":"b","type":"string","order":"descending"},"""
        + """{"name":"c","type":{"type":"map","values":"int"},"order":"ignore"},{"name":"d","type":"long"}]}""";

    /// <summary>Values in ascending order, each in JSON.</summary>
    [Theory]
    [InlineData("\"null\"", "null")]
    [InlineData("\"boolean\"", "false", "true")]
    [InlineData("\"int\"", "-2147483648", "-1", "0", "1", "64", "2147483647")]
    [InlineData("\"long\"", "-9223372036854775808", "-1", "0", "9223372036854775807")]
    [InlineData("\"float\"", "\"-Infinity\"", "-1.5", "-0.0", "0.0", "1e-45", "3", "\"Infinity\"", "\"NaN\"")]
    [InlineData("\"double\"", "\"-Infinity\"", "-1e300", "-0.0", "0.0", "5e-324", "\"Infinity\"", "\"NaN\"")]
    [InlineData("\"bytes\"", "\"\"", "\"\\u0000\"", "\"\\u0000\\u0000\"", "\"\\u007f\"", "\"\\u0080\"", "\"\\u00ff\"")]
    [InlineData("\"string\"", "\"\"", "\"a\"", "\"aa\"", "\"b\"", "\"é\"", "\"\\uffff\"", "\"\\ud83d\\ude00\"")]
    [InlineData(
        """{"type":"fixed","name":"F","size":2}""",
        "\"\\u0000\\u00ff\"",
        "\"\\u007f\\u0000\"",
        "\"\\u0080\\u0000\"")]
    [InlineData("""{"type":"enum","name":"E","symbols":["Z","A","M"]}""", "\"Z\"", "\"A\"", "\"M\"")]
    [InlineData("""{"type":"array","items":"int"}""", "[]", "[1]", "[1,2]", "[1,3]", "[2]")]
    [InlineData("""["string","null","int"]""", "{\"string\":\"z\"}", "null", "{\"int\":-5}", "{\"int\":0}")]
    [InlineData(
        Record,
        """{"a":1,"b":"z","c":{},"d":1}""",
        """{"a":1,"b":"b","c":{"x":1},"d":1}""",
        """{"a":1,"b":"b","c":{},"d":2}""",
        """{"a":2,"b":"zz","c":{},"d":0}""")]
    public void Values_are_in_the_order_of_the_specification(string schema, params string[] ascending)
    {
        var parsed = AvroSchema.Parse(schema);
        var comparer = new AvroComparer(parsed);
        var values = ascending.Select(json => AvroJson.ToBinary(Encoding.UTF8.GetBytes(json), parsed)).ToList();
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = 0; j < values.Count; j++)
                Assert.Equal(i.CompareTo(j), comparer.Compare(values[i], values[j]));
        }
    }

    [Fact]
    public void Fields_to_be_ignored_do_not_count()
    {
        var schema = AvroSchema.Parse(Record);
        var left = AvroJson.ToBinary("""{"a":1,"b":"x","c":{"k":1},"d":2}"""u8, schema);
        var right = AvroJson.ToBinary("""{"a":1,"b":"x","c":{},"d":2}"""u8, schema);
        Assert.Equal(0, new AvroComparer(schema).Compare(left, right));
    }

    [Fact]
    public void How_an_array_is_cut_into_blocks_does_not_count()
    {
        var comparer = new AvroComparer(AvroSchema.Parse("""{"type":"array","items":"int"}"""));
        byte[] oneBlock = [0x06, 0x02, 0x04, 0x06, 0x00];
        byte[] sized = [0x03, 0x04, 0x02, 0x04, 0x02, 0x06, 0x00];
        Assert.Equal(0, comparer.Compare(oneBlock, sized));
        byte[] longer = [0x02, 0x02, 0x04, 0x04, 0x06, 0x02, 0x00, 0x00];
        Assert.Equal((-1, 1), (comparer.Compare(sized, longer), comparer.Compare(longer, sized)));
    }

    [Theory]
    [InlineData("""{"type":"map","values":"int"}""", "the value")]
    [InlineData("""["null",{"type":"array","items":{"type":"map","values":"int"}}]""", "the value[]")]
    [InlineData(
        """{"type":"record","name":"R","fields":["""
        + """{"name":"r","type":["null","R"]},{"name":"m","type":{"type":"map","values":"int"}}]}""",
        "R.m")]
    public void Maps_have_no_order(string schema, string place)
    {
        var refused = Assert.Throws<ArgumentException>(() => new AvroComparer(AvroSchema.Parse(schema)));
        Assert.Contains($"{place} is one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_bytes_are_a_status_that_says_on_which_side()
    {
        var comparer = new AvroComparer(AvroSchema.Parse("""{"type":"array","items":"boolean"}"""));
        byte[] good = [0x02, 0x01, 0x00];
        byte[] bad = [0x02, 0x02, 0x00];
        Assert.Equal(new AvroStatus(AvroErrorCode.BadBoolean, 1, "left"), comparer.TryCompare(bad, good, out _));
        Assert.Equal(new AvroStatus(AvroErrorCode.BadBoolean, 1, "right"), comparer.TryCompare(good, bad, out _));
        Assert.Equal(
            new AvroStatus(AvroErrorCode.EndOfData, 2, "right"),
            comparer.TryCompare(good, good.AsSpan(0, 2), out _));
        Assert.Throws<AvroException>(() => comparer.Compare(good, bad));
    }

    [Fact]
    public void Comparing_allocates_nothing_and_ends_at_the_depth_limit()
    {
        var schema = AvroSchema.Parse("""{"type":"record","name":"N","fields":[{"name":"n","type":["null","N"]}]}""");
        var comparer = new AvroComparer(schema);
        var deep = new byte[1_000_000];
        Array.Fill(deep, (byte)2);
        Assert.Equal(0, Allocations.Of(() => comparer.TryCompare(deep, deep, out _)));
        Assert.Equal(AvroErrorCode.TooDeep, comparer.TryCompare(deep, deep, out _).Code);
    }
}
