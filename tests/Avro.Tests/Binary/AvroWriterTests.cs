using System.Text;
using OrderPipeline.Avro;
using Xunit;

namespace Avro.Tests.Binary;

[Trait("Category", "Unit")]
public sealed class AvroWriterTests
{
    [Theory]
    [InlineData(0L, "00")]
    [InlineData(-1L, "01")]
    [InlineData(1L, "02")]
    [InlineData(-64L, "7f")]
    [InlineData(64L, "8001")]
    [InlineData(8191L, "fe7f")]
    [InlineData(8192L, "808001")]
    [InlineData(int.MaxValue, "feffffff0f")]
    [InlineData(int.MinValue, "ffffffff0f")]
    [InlineData(long.MaxValue, "feffffffffffffffff01")]
    [InlineData(long.MinValue, "ffffffffffffffffff01")]
    public void Numbers_are_zig_zag_varints(long value, string hex)
    {
        Assert.Equal(hex, Encoded.Hex((ref w) => w.WriteLong(value)));
        if (value == (int)value)
            Assert.Equal(hex, Encoded.Hex((ref w) => w.WriteInt((int)value)));
    }

    [Fact]
    public void Every_other_type_has_its_bytes()
    {
        Assert.Equal("", Encoded.Hex((ref w) => w.WriteNull()));
        Assert.Equal("0001", Encoded.Hex((ref w) => { w.WriteBoolean(false); w.WriteBoolean(true); }));
        Assert.Equal("0000c03f", Encoded.Hex((ref w) => w.WriteFloat(1.5f)));
        Assert.Equal("000000000000f8bf", Encoded.Hex((ref w) => w.WriteDouble(-1.5)));
        Assert.Equal("04ff00", Encoded.Hex((ref w) => w.WriteBytes([0xFF, 0])));
        Assert.Equal("0ac3bce282ac", Encoded.Hex((ref w) => w.WriteString("ü€")));
        Assert.Equal("0ac3bce282ac", Encoded.Hex((ref w) => w.WriteUtf8("ü€"u8)));
        Assert.Equal("ff00", Encoded.Hex((ref w) => w.WriteFixed([0xFF, 0])));
        Assert.Equal("0406020600", Encoded.Hex((ref w) =>
        {
            w.WriteBlockCount(2);
            w.WriteInt(3);
            w.WriteUnionIndex(1);
            w.WriteEnum(3);
            w.WriteBlockEnd();
        }));
    }

    [Theory]
    [InlineData(21, 'a')]
    [InlineData(22, 'ü')]
    [InlineData(31, 'ü')]
    [InlineData(32, 'ü')]
    [InlineData(63, '€')]
    [InlineData(64, 'a')]
    [InlineData(4000, '€')]
    [InlineData(8191, 'ü')]
    public void A_strings_length_counts_bytes_however_many_its_characters_take(int count, char c)
    {
        var text = new string(c, count);
        var utf8 = Encoding.UTF8.GetBytes(text);
        var expected = Encoded.Hex((ref w) => w.WriteBytes(utf8), utf8.Length + 5);
        Assert.Equal(expected, Encoded.Hex((ref w) => w.WriteString(text), expected.Length / 2));
    }

    [Fact]
    public void Whatever_does_not_fit_overflows_and_stays_overflowed()
    {
        Span<byte> buffer = stackalloc byte[700];
        var whole = new AvroWriter(buffer);
        WriteEverything(ref whole);
        Assert.False(whole.Overflowed);
        var expected = buffer[..whole.Written].ToArray();
        for (var room = 0; room < expected.Length; room++)
        {
            var cut = new byte[expected.Length];
            cut.AsSpan().Fill(0xEE);
            var writer = new AvroWriter(cut.AsSpan(0, room));
            WriteEverything(ref writer);
            Assert.True(writer.Overflowed);
            Assert.Equal(AvroErrorCode.DestinationTooShort, writer.Status.Code);
            Assert.InRange(writer.Written, 0, room);
            Assert.True(cut.AsSpan(0, writer.Written).SequenceEqual(expected.AsSpan(0, writer.Written)));
            Assert.False(cut.AsSpan(room).ContainsAnyExcept((byte)0xEE));
            var written = writer.Written;
            writer.WriteBoolean(true);
            Assert.Equal(written, writer.Written);
        }

        static void WriteEverything(ref AvroWriter writer)
        {
            writer.WriteLong(long.MinValue);
            writer.WriteString("short");
            writer.WriteString(new string('ü', 40));
            writer.WriteUtf8("x€"u8);
            writer.WriteBytes(new byte[130]);
            writer.WriteFloat(1);
            writer.WriteBoolean(true);
            writer.WriteDouble(1);
            writer.WriteFixed([1, 2, 3]);
            writer.WriteInt(300);
        }
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void Half_of_a_surrogate_pair_is_refused(int half)
    {
        var text = "a" + (char)half + "b";
        Span<byte> buffer = stackalloc byte[100];
        var writer = new AvroWriter(buffer);
        writer.WriteInt(1);
        writer.WriteString(text);
        writer.WriteInt(1);
        Assert.Equal(AvroErrorCode.LoneSurrogate, writer.Error);
        Assert.Equal(1, writer.Written);
        Assert.False(writer.Overflowed);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused_as_a_string()
    {
        Span<byte> buffer = stackalloc byte[100];
        var writer = new AvroWriter(buffer);
        writer.WriteUtf8([0xC3, 0x28]);
        Assert.Equal(AvroErrorCode.BadUtf8, writer.Error);
        Assert.Equal(0, writer.Written);
    }
}
