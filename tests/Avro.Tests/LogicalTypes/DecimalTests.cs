using System.Globalization;
using System.Numerics;
using Avro.Tests.Properties;
using OrderPipeline.Avro;
using TestKit.Memory;
using Xunit;

namespace Avro.Tests.LogicalTypes;

[Trait("Category", "Unit")]
public sealed class DecimalTests
{
    private static decimal Dec(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string? Hex(decimal value, int precision, int scale)
    {
        var buffer = new byte[64];
        var writer = new AvroWriter(buffer);
        var isWritten = writer.TryWriteDecimal(value, precision, scale);
        Assert.Equal(AvroErrorCode.None, writer.Error);
        Assert.True(isWritten || writer.Written == 0);
        return isWritten ? Convert.ToHexStringLower(buffer.AsSpan(0, writer.Written)) : null;
    }

    private static AvroStatus Read(string hex, int precision, int scale, out decimal value)
    {
        var reader = new AvroReader(Convert.FromHexString(hex));
        _ = reader.TryReadDecimal(precision, scale, out value) && reader.TryReadEnd();
        return reader.Status();
    }

    [Theory]
    [InlineData("0", 4, 2, "0200")]
    [InlineData("0.01", 4, 2, "0201")]
    [InlineData("-0.01", 4, 2, "02ff")]
    [InlineData("1.27", 4, 2, "027f")]
    [InlineData("1.28", 4, 2, "040080")]
    [InlineData("-1.28", 4, 2, "0280")]
    [InlineData("-1.29", 4, 2, "04ff7f")]
    [InlineData("99.99", 4, 2, "04270f")]
    [InlineData("1.5", 9, 4, "043a98")]
    [InlineData("1.5000000", 9, 4, "043a98")]
    [InlineData("9999999999999999999999999999", 28, 0, "18204fce5e3e2502610fffffff")]
    [InlineData("-9999999999999999999999999999", 28, 0, "18dfb031a1c1dafd9ef0000001")]
    public void A_decimal_is_the_shortest_twos_complement(string text, int precision, int scale, string hex)
    {
        Assert.Equal(hex, Hex(Dec(text), precision, scale));
        Assert.True(Read(hex, precision, scale, out var read).IsOk);
        Assert.Equal(Dec(text), read);
        Assert.Equal(scale, read.Scale);
    }

    [Theory]
    [InlineData("100.00", 4, 2)]
    [InlineData("-100", 4, 2)]
    [InlineData("0.001", 4, 2)]
    [InlineData("0.0000000000000000000000000001", 28, 27)]
    [InlineData("79228162514264337593543950335", 28, 0)]
    [InlineData("79228162514264337593543950335", 28, 28)]
    [InlineData("10000000000000000000000000000", 28, 0)]
    public void What_has_no_exact_form_is_refused_and_nothing_is_written(string text, int precision, int scale) =>
        Assert.Null(Hex(Dec(text), precision, scale));

    [Theory]
    [InlineData("00", AvroErrorCode.BadDecimal)]
    [InlineData("042710", AvroErrorCode.DecimalOutOfRange)]
    [InlineData("04d8f0", AvroErrorCode.DecimalOutOfRange)]
    [InlineData("2280000000000000000000000000000000ff", AvroErrorCode.DecimalOutOfRange)]
    [InlineData("22010000000000000000000000000000000001", AvroErrorCode.DecimalOutOfRange)]
    [InlineData("2200ffffffffffffffffffffffffffffffffff", AvroErrorCode.DecimalOutOfRange)]
    [InlineData("2080000000000000000000000000000000", AvroErrorCode.DecimalOutOfRange)]
    [InlineData("0627", AvroErrorCode.EndOfData)]
    public void Bytes_that_are_no_such_decimal_fail(string hex, AvroErrorCode code)
    {
        var status = Read(hex.Length % 2 == 0 ? hex : hex + "0", 4, 2, out _);
        Assert.Equal((code, 0), (status.Code, status.Offset));
    }

    [Fact]
    public void Bytes_that_only_repeat_the_sign_do_not_count()
    {
        Assert.True(Read("28" + new string('f', 38) + "85", 4, 2, out var read).IsOk);
        Assert.Equal(-1.23m, read);
        Assert.True(Read("28" + new string('0', 38) + "7b", 4, 2, out read).IsOk);
        Assert.Equal(1.23m, read);
    }

    [Theory]
    [InlineData("-1.23", 2, "ff85")]
    [InlineData("-1.23", 40, null)]
    [InlineData("1.23", 1, "7b")]
    public void A_fixed_is_filled_with_the_sign(string text, int size, string? hex)
    {
        var buffer = new byte[size];
        var writer = new AvroWriter(buffer);
        Assert.True(writer.TryWriteDecimalFixed(Dec(text), size, 4, 2));
        Assert.Equal(size, writer.Written);
        Assert.Equal(hex ?? new string('f', 78) + "85", Convert.ToHexStringLower(buffer));
        var reader = new AvroReader(buffer);
        Assert.True(reader.TryReadDecimalFixed(size, 4, 2, out var read));
        Assert.Equal(Dec(text), read);
    }

    [Fact]
    public void Reading_and_writing_allocate_nothing()
    {
        var buffer = new byte[32];
        var bytes = Allocations.Of(() =>
        {
            var writer = new AvroWriter(buffer);
            _ = writer.TryWriteDecimal(123.45m, 9, 2);
            var reader = new AvroReader(buffer);
            _ = reader.TryReadDecimal(9, 2, out _);
        });
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Random_decimals_come_back_and_agree_with_big_integers() => Seeds.Check(2_000, random =>
    {
        var precision = random.Next(1, 29);
        var scale = random.Next(precision + 1);
        var limit = BigInteger.Pow(10, precision);
        var unscaled = new BigInteger(random.NextDouble() * 2 - 1) * limit / 3
            + random.NextInt64(long.MinValue, long.MaxValue);
        unscaled %= limit;
        var big = new AvroDecimal(unscaled, scale);
        var expected = unscaled.ToByteArray(isBigEndian: true);
        var hex = Hex(big.ToDecimal(), precision, scale);
        Assert.Equal(Convert.ToHexStringLower([(byte)(expected.Length * 2), .. expected]), hex);
        Assert.True(Read(hex!, precision, scale, out var read).IsOk);
        Assert.Equal(big, AvroDecimal.FromDecimal(read));
    });
}
