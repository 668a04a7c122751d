using OrderPipeline.Avro;
using OrderPipeline.Generated.@event.names;
using OrderPipeline.Generated.Schemas;
using Xunit;

namespace Avro.SourceGenerator.Tests.Generated;

[Trait("Category", "Unit")]
public sealed class GeneratedCodeTests
{
    private static Tree ATree => new()
    {
        Label = "root",
        Children = [new Tree { Label = "leaf" }, new Tree { Label = "other" }],
    };

    private static string Hex<T>(T record)
        where T : IAvroRecord<T> => Codec.Hex(record);

    private static string Refusal<T>(T record)
        where T : IAvroRecord<T> => Codec.Refusal(record);

    private static AvroStatus Read<T>(string hex, out T? value)
        where T : IAvroRecord<T> => Codec.Read(hex, out value);

    [Fact]
    public void Fields_with_a_default_begin_with_it()
    {
        var defaults = new Defaults();
        Assert.True(defaults.Yes);
        Assert.Equal(int.MinValue, defaults.Int);
        Assert.Equal(long.MinValue, defaults.Long);
        Assert.Equal(-0.1f, defaults.Float);
        Assert.Equal(1e300, defaults.Double);
        Assert.Equal([0x00, 0xff], defaults.Bytes.ToArray());
        Assert.Equal("a \"quote\"\n{0}\\", defaults.String);
        Assert.Equal(Level.high, defaults.Level);
        Assert.Equal(Pair.From([1, 2]), defaults.Pair);
        Assert.Equal([1L, -2L], defaults.Numbers);
        Assert.Equal(new Dictionary<string, int?> { ["a"] = null, ["b"] = 2 }, defaults.Table);
        Assert.Equal(new Inner { X = 1, Y = 7 }, defaults.Inner);
        Assert.Equal(5L, defaults.Choice);
        Assert.Equal("five", defaults.Second);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(-1), defaults.Instant);
    }

    [Fact]
    public void Records_are_equal_by_content_also_in_lists_maps_and_bytes()
    {
        Assert.Equal(new Defaults(), new Defaults());
        Assert.Equal(new Defaults().GetHashCode(), new Defaults().GetHashCode());
        Assert.Equal(ATree, ATree);
        Assert.NotEqual(ATree, ATree with { Children = [] });
        Assert.NotEqual(new Defaults(), new Defaults { Bytes = new byte[] { 0, 1 } });
        Assert.NotEqual(new Defaults(), new Defaults { Table = new Dictionary<string, int?> { ["a"] = 1, ["b"] = 2 } });
    }

    [Fact]
    public void Names_that_csharp_has_taken_are_given_another_one()
    {
        var names = typeof(awkward).GetProperties().Select(property => property.Name);
        Assert.Equal(
            [
                "Schema", "Awkward", "Class", "SchemaValue", "WriteValue", "TryReadValue", "TryRead2",
                "GetHashCodeValue", "CloneValue", "Writer", "View", "Value", "Reader", "_1", "F0",
            ],
            names);
    }

    [Fact]
    public void A_path_names_the_item_and_the_field_inside_it()
    {
        // root, two children, the second one's label claims more bytes than there are.
        var status = Read<Tree>("08726f6f7404086c656166000a6f74", out var tree);
        Assert.Null(tree);
        Assert.Equal(AvroErrorCode.EndOfData, status.Code);
        Assert.Equal("children[1].label", status.Path);
    }

    [Fact]
    public void Blocks_with_a_size_before_them_are_read_as_well()
    {
        Assert.Equal("08726f6f7404086c656166000a6f746865720000", Hex(ATree));
        Assert.True(Read<Tree>("08726f6f74" + "010c086c65616600" + "02" + "0a6f7468657200" + "00", out var tree).IsOk);
        Assert.Equal(ATree, tree);
    }

    [Fact]
    public void A_tree_deeper_than_the_reader_follows_is_a_status()
    {
        var status = Read<Tree>(string.Concat(Enumerable.Repeat("0002", 10_000)), out _);
        Assert.Equal(AvroErrorCode.TooDeep, status.Code);
    }

    [Fact]
    public void A_block_that_claims_more_than_there_is_allocates_nothing_for_it()
    {
        var status = Read<Tree>("00" + "feffffffffffffffff01", out _);
        Assert.Equal(AvroErrorCode.EndOfData, status.Code);
        Assert.Equal("children", status.Path);
    }

    [Theory]
    [InlineData("ffffffffffffffffff01")]
    [InlineData("feffffffffffffffff01")]
    public void A_timestamp_beyond_the_calendar_is_a_status(string units)
    {
        var status = Read<Moment>(units, out _);
        Assert.Equal(AvroErrorCode.TimestampOutOfRange, status.Code);
        Assert.Equal("at: the timestamp at byte 0 is not in the years 1 to 9999", status.ToString());
    }

    [Fact]
    public void The_first_and_the_last_moment_are_kept()
    {
        foreach (var at in new[] { DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch.AddMicroseconds(-1) })
        {
            Assert.True(Read<Moment>(Hex(new Moment { At = at }), out var moment).IsOk);
            Assert.Equal(at, moment!.At);
        }

        Assert.True(Read<Moment>(Hex(new Moment { At = DateTimeOffset.MaxValue }), out var last).IsOk);
        Assert.Equal(DateTimeOffset.MaxValue.AddTicks(-9), last!.At);
    }

    [Fact]
    public void Values_outside_the_schema_are_refused_with_the_name_of_the_field()
    {
        Assert.Equal("level of Defaults is none of the symbols.", Refusal(new Defaults { Level = (Level)2 }));
        Assert.Equal("choice of Defaults is of none of the union's types.", Refusal(new Defaults { Choice = 1.5m }));
        Assert.Equal("string of Defaults is null.", Refusal(new Defaults { String = null! }));
        Assert.Equal("label of Tree is null.", Refusal(new Tree { Label = null! }));
    }

    [Fact]
    public void Read_throws_what_try_read_says()
    {
        var error = Assert.Throws<AvroException>(() =>
        {
            var reader = new AvroReader([0x02]);
            return Tree.Read(ref reader);
        });
        Assert.Equal("label", error.Status.Path);
    }

    [Fact]
    public void The_schema_is_parsed_once_and_stands_for_itself()
    {
        Assert.Same(Tree.Schema, Tree.Schema);
        Assert.Equal("OrderPipeline.Generated.Schemas.Tree", Tree.Schema.FullName);
        Assert.Equal("X", Assert.Single(Inner.Schema.Fields, field => field.Position == 0).Name.ToUpperInvariant());
    }
}
