using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Binary;

[Trait("Category", "Unit")]
public sealed class AvroReaderTests
{
    [Theory]
    [InlineData("00", 0L)]
    [InlineData("01", -1L)]
    [InlineData("7f", -64L)]
    [InlineData("8001", 64L)]
    [InlineData("feffffff0f", (long)int.MaxValue)]
    [InlineData("ffffffff0f", (long)int.MinValue)]
    [InlineData("8000", 0L)]
    [InlineData("feffffffffffffffff01", long.MaxValue)]
    [InlineData("ffffffffffffffffff01", long.MinValue)]
    public void Numbers_are_zig_zag_varints(string hex, long value)
    {
        var reader = new AvroReader(Convert.FromHexString(hex));
        Assert.True(reader.TryReadLong(out var read));
        Assert.Equal(value, read);
        Assert.True(reader.TryReadEnd());
        if (value != (int)value)
            return;
        reader = new AvroReader(Convert.FromHexString(hex));
        Assert.True(reader.TryReadInt(out var small));
        Assert.Equal(value, small);
        Assert.True(reader.TryReadEnd());
    }

    [Theory]
    [InlineData("\"long\"", "", AvroErrorCode.EndOfData)]
    [InlineData("\"long\"", "80", AvroErrorCode.EndOfData)]
    [InlineData("\"long\"", "ffffffffffffffffff02", AvroErrorCode.VarintTooLong)]
    [InlineData("\"long\"", "8080808080808080808000", AvroErrorCode.VarintTooLong)]
    [InlineData("\"int\"", "8080808010", AvroErrorCode.IntOutOfRange)]
    [InlineData("\"int\"", "808080808000", AvroErrorCode.IntOutOfRange)]
    [InlineData("\"boolean\"", "02", AvroErrorCode.BadBoolean)]
    [InlineData("\"boolean\"", "", AvroErrorCode.EndOfData)]
    [InlineData("\"float\"", "000000", AvroErrorCode.EndOfData)]
    [InlineData("\"double\"", "00000000000000", AvroErrorCode.EndOfData)]
    [InlineData("\"bytes\"", "01", AvroErrorCode.NegativeLength)]
    [InlineData("\"bytes\"", "0400", AvroErrorCode.EndOfData)]
    [InlineData("\"bytes\"", "feffffffffffffffff0100", AvroErrorCode.EndOfData)]
    [InlineData("\"bytes\"", "ffffffffffffffffff0100", AvroErrorCode.NegativeLength)]
    [InlineData("\"string\"", "02ff", AvroErrorCode.BadUtf8)]
    [InlineData("\"string\"", "06eda080", AvroErrorCode.BadUtf8)]
    [InlineData("\"string\"", "04c080", AvroErrorCode.BadUtf8)]
    [InlineData("[\"null\",\"int\"]", "04", AvroErrorCode.BadUnionIndex)]
    [InlineData("[\"null\",\"int\"]", "01", AvroErrorCode.BadUnionIndex)]
    [InlineData("[]", "00", AvroErrorCode.BadUnionIndex)]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}", "02", AvroErrorCode.BadEnumIndex)]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}", "02", AvroErrorCode.EndOfData)]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", "0402", AvroErrorCode.EndOfData)]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", "feffffffffffffffff01", AvroErrorCode.EndOfData)]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", "ffffffffffffffffff010000", AvroErrorCode.EndOfData)]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", "01010000", AvroErrorCode.NegativeLength)]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", "01080000", AvroErrorCode.EndOfData)]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", "0302000000", AvroErrorCode.EndOfData)]
    [InlineData("{\"type\":\"array\",\"items\":\"null\"}", "feffffff0f00", AvroErrorCode.TooManyItems)]
    [InlineData("{\"type\":\"array\",\"items\":\"null\"}", "fe0ffe0ffe0f00", AvroErrorCode.TooManyItems)]
    [InlineData("{\"type\":\"map\",\"values\":\"null\"}", "040200", AvroErrorCode.EndOfData)]
    [InlineData("\"int\"", "0000", AvroErrorCode.TrailingBytes)]
    public void Bad_bytes_are_refused_with_their_reason(string schema, string hex, AvroErrorCode code)
    {
        var status = AvroSkipper.Check(Convert.FromHexString(hex), AvroSchema.Parse(schema));
        Assert.Equal(code, status.Code);
        Assert.NotEmpty(status.ToString());
    }

    [Theory]
    [InlineData("00")]
    [InlineData("04020400")]
    [InlineData("0304020400")]
    [InlineData("02020102048000")]
    public void Blocks_may_be_split_and_carry_their_size(string hex)
    {
        var array = AvroSchema.Parse("""{"type":"array","items":"int"}""");
        Assert.Equal(AvroStatus.Ok, AvroSkipper.Check(Convert.FromHexString(hex), array));
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var list = AvroSchema.Parse("""{"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]}]}""");
        Assert.Equal(AvroErrorCode.None, AvroSkipper.Check(Deep(AvroReader.DefaultMaxDepth - 1), list).Code);
        Assert.Equal(AvroErrorCode.TooDeep, AvroSkipper.Check(Deep(AvroReader.DefaultMaxDepth), list).Code);
        Assert.Equal(AvroErrorCode.TooDeep, AvroSkipper.Check(Deep(1_000_000), list).Code);

        static byte[] Deep(int levels) => [.. Enumerable.Repeat((byte)2, levels), 0];
    }

    [Fact]
    public void The_first_failure_sticks()
    {
        var reader = new AvroReader([0x02, 0x07, 0x00, 0x00, 0x00, 0x00]);
        Assert.True(reader.TryReadInt(out _));
        Assert.False(reader.TryReadBoolean(out _));
        Assert.False(reader.TryReadInt(out _));
        Assert.False(reader.TryReadFloat(out _));
        Assert.False(reader.TryReadString(out _));
        Assert.False(reader.TryReadEnd());
        Assert.Equal(AvroErrorCode.BadBoolean, reader.Error);
        Assert.Equal(1, reader.ErrorOffset);
        Assert.Equal("flag: the boolean at byte 1 is neither 0 nor 1", reader.Status("flag").ToString());
    }

    [Fact]
    public void A_status_names_the_fields_on_the_way_to_the_failure()
    {
        var status = new AvroStatus(AvroErrorCode.EndOfData, 17, null).In("startedAt").In("attempts");
        Assert.Equal("attempts.startedAt: the data ends within the value that begins at byte 17", status.ToString());
        Assert.Equal(AvroStatus.Ok, AvroStatus.Ok.In("x"));
        Assert.Equal(status, new AvroException(status).Status);
    }
}
