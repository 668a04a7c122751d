using System.Numerics;
using OrderPipeline.Avro;
using Xunit;

namespace Avro.Tests.LogicalTypes;

[Trait("Category", "Unit")]
public sealed class AvroDecimalTests
{
    private static AvroDecimal Big(string digits, int scale) =>
        new(BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), scale);

    [Theory]
    [InlineData("5", 0, "5")]
    [InlineData("-5", 2, "-0.05")]
    [InlineData("12345", 2, "123.45")]
    [InlineData("12", -100, "12E+100")]
    [InlineData("12", 100, "12E-100")]
    [InlineData("-1", int.MaxValue, "-1E-2147483647")]
    [InlineData("1", int.MinValue, "1E+2147483648")]
    public void A_number_shows_all_its_digits(string digits, int scale, string text) =>
        Assert.Equal(text, Big(digits, scale).ToString());

    [Fact]
    public void Equal_numbers_are_equal_whatever_their_scales()
    {
        Assert.Equal(Big("15", 1), Big("1500", 3));
        Assert.Equal(Big("15", 1).GetHashCode(), Big("1500", 3).GetHashCode());
        Assert.Equal(Big("-3", -2).GetHashCode(), Big("-300", 0).GetHashCode());
        Assert.Equal(Big("0", 7), default);
        Assert.Equal(Big("0", 7).GetHashCode(), default(AvroDecimal).GetHashCode());
        Assert.True(Big("15", 1) == 1.5m);
        Assert.True(Big("15", 1) != Big("-15", 1));
        Assert.NotEqual(Big("15", 1), Big("15", 2));
    }

    [Fact]
    public void Scales_far_apart_are_compared_without_making_the_zeros()
    {
        Assert.NotEqual(Big("1", int.MinValue), Big("1", int.MaxValue));
        Assert.False(Big("1", int.MinValue).TryToDecimal(out _));
        Assert.False(Big("1", int.MaxValue).TryToDecimal(out _));
        Assert.False(Big("1", -1_000_000).TryRescale(2, out _));
        var writer = new AvroWriter(new byte[16]);
        Assert.False(writer.TryWriteAvroDecimal(Big("1", -900_000), 38, 2));
    }

    [Fact]
    public void What_a_decimal_can_hold_becomes_one_exactly()
    {
        Assert.Equal(1.50m, (decimal)Big("150", 2));
        Assert.Equal(2, ((decimal)Big("150", 2)).Scale);
        Assert.Equal(1200m, Big("12", -2).ToDecimal());
        Assert.Equal(decimal.MaxValue, ((AvroDecimal)decimal.MaxValue).ToDecimal());
        Assert.Equal(decimal.MinValue, ((AvroDecimal)decimal.MinValue).ToDecimal());
        Assert.Equal(1m, Big("1" + new string('0', 40), 40).ToDecimal());
        Assert.Equal(12345678901234567890.5m, Big("123456789012345678905" + new string('0', 20), 21).ToDecimal());
        Assert.Throws<OverflowException>(() => Big("79228162514264337593543950336", 0).ToDecimal());
        Assert.Throws<OverflowException>(() => Big("1", 29).ToDecimal());
    }

    [Theory]
    [InlineData("0", 0, "06020000")]
    [InlineData("150", 2, "0804009604")]
    [InlineData("-1", -3, "0602ff05")]
    [InlineData("170141183460469231731687303715884105728", 4, "2622" + "0080000000000000000000000000000000" + "08")]
    public void A_big_decimal_is_its_digits_and_its_scale_in_bytes(string digits, int scale, string hex)
    {
        var buffer = new byte[64];
        var writer = new AvroWriter(buffer);
        writer.WriteBigDecimal(Big(digits, scale));
        Assert.Equal(hex, Convert.ToHexStringLower(buffer.AsSpan(0, writer.Written)));
        var reader = new AvroReader(buffer.AsSpan(0, writer.Written));
        Assert.True(reader.TryReadBigDecimal(out var read));
        Assert.Equal((Big(digits, scale).Unscaled, scale, 0), (read.Unscaled, read.Scale, reader.Remaining));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("020000")]
    [InlineData("040000")]
    [InlineData("0402ff00")]
    [InlineData("0802ff0500")]
    [InlineData("060effff")]
    public void Bytes_that_are_no_big_decimal_fail(string hex)
    {
        var reader = new AvroReader(Convert.FromHexString(hex));
        Assert.False(reader.TryReadBigDecimal(out _));
        Assert.Contains(reader.Error, new[] { AvroErrorCode.BadDecimal, AvroErrorCode.EndOfData });
        Assert.Equal(0, reader.ErrorOffset);
    }

    [Theory]
    [InlineData("1", 0, 38, 10, "0a02540be400")]
    [InlineData("-15", 1, 38, 0, null)]
    [InlineData("99999999999999999999999999999999999999", 0, 38, 0, "204b3b4ca85a86c47a098a223fffffffff")]
    [InlineData("100000000000000000000000000000000000000", 0, 38, 0, null)]
    [InlineData("100000000000000000000000000000000000000", 2, 38, 0, "1a00c097ce7bc90715b34b9f1000000000")]
    public void A_wide_decimal_is_exact_or_refused(string digits, int scale, int precision, int newScale, string? hex)
    {
        var buffer = new byte[64];
        var writer = new AvroWriter(buffer);
        var isWritten = writer.TryWriteAvroDecimal(Big(digits, scale), precision, newScale);
        Assert.Equal(hex is not null, isWritten);
        if (hex is null)
            return;
        var reader = new AvroReader(buffer.AsSpan(0, writer.Written));
        Assert.True(reader.TryReadAvroDecimal(precision, newScale, out var read));
        Assert.Equal(Big(digits, scale), read);
        Assert.Equal(newScale, read.Scale);
        var image = new byte[40];
        var filled = new AvroWriter(image);
        Assert.True(filled.TryWriteAvroDecimalFixed(read, 40, precision, newScale));
        var fixedReader = new AvroReader(image);
        Assert.True(fixedReader.TryReadAvroDecimalFixed(40, precision, newScale, out var again));
        Assert.Equal(read, again);
    }

    [Fact]
    public void A_wide_decimal_of_more_digits_than_its_precision_fails()
    {
        var reader = new AvroReader(Convert.FromHexString("204b3b4ca85a86c47a098a224000000000"));
        Assert.False(reader.TryReadAvroDecimal(38, 0, out _));
        Assert.Equal(AvroErrorCode.DecimalOutOfRange, reader.Error);
    }
}
