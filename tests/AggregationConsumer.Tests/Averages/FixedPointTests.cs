using System.Numerics;
using OrderPipeline.AggregationConsumer.Averages;

namespace AggregationConsumer.Tests.Averages;

[Trait("Category", "Unit")]
public sealed class FixedPointTests
{
    [Theory]
    [InlineData(7.62939453125E-06f, "8388608")]
    [InlineData(7.629395e-06f, "8388609")]
    [InlineData(1f, "1099511627776")]
    [InlineData(45.99f, "50566541606912")]
    [InlineData(8388607f, "9223370937343148032")]
    [InlineData(8388608f, "9223372036854775808")]
    [InlineData(999999995904f, "1099511623272400372629504")]
    public void A_price_is_exact_in_units_of_two_to_the_minus_forty(float price, string units) =>
        Assert.Equal(BigInteger.Parse(units, null), (BigInteger)FixedPoint.FromPrice(price));

    [Fact]
    public void Every_valid_price_goes_through_without_a_bit_lost()
    {
        var random = new Random(7);
        for (var round = 0; round < 100_000; round++)
        {
            var exponent = random.Next(127 - 17, 127 + 40);
            var price = BitConverter.Int32BitsToSingle((exponent << 23) | random.Next(1 << 23));
            if (price > 999_999_995_904f) continue;

            Assert.Equal((double)price, (double)FixedPoint.FromPrice(price) / (1L << 40));
        }
    }

    [Theory]
    [InlineData(0f, 0, "0")]
    [InlineData(1f, 1, "1")]
    [InlineData(45.99f, 1, "45.9900016784667968750")]
    [InlineData(10f, 3, "30")]
    [InlineData(0.5f, 3, "1.5")]
    [InlineData(7.62939453125E-06f, 1, "0.00000762939453125")]
    [InlineData(999999995904f, 2, "1999999991808")]
    public void The_decimal_is_exact_and_has_no_zeros_at_its_end(float price, int times, string text)
    {
        Int128 sum = 0;
        for (var count = 0; count < times; count++) sum += FixedPoint.FromPrice(price);

        Assert.Equal(text.Contains(
            '.', StringComparison.Ordinal) ? text.TrimEnd('0') : text, FixedPoint.ToDecimal(sum));
    }

    [Fact]
    public void One_unit_has_all_its_forty_digits() =>
        Assert.Equal("0.0000000000009094947017729282379150390625", FixedPoint.ToDecimal(1));

    [Fact]
    public void A_sum_is_sixteen_bytes_big_endian_in_twos_complement()
    {
        Span<byte> bytes = stackalloc byte[FixedPoint.Size];
        FixedPoint.Write(FixedPoint.FromPrice(1f), bytes);

        Assert.Equal("00000000000000000000010000000000", Convert.ToHexString(bytes));
        FixedPoint.Write(-1, bytes);
        Assert.Equal("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", Convert.ToHexString(bytes));
        Assert.Equal(-1, FixedPoint.Read(bytes));
        Assert.Equal("-0.0000000000009094947017729282379150390625", FixedPoint.ToDecimal(-1));
    }
}
