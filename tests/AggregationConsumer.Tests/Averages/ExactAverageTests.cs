using System.Numerics;
using OrderPipeline.AggregationConsumer.Averages;

namespace AggregationConsumer.Tests.Averages;

[Trait("Category", "Unit")]
public sealed class ExactAverageTests(ITestOutputHelper output)
{
    private const int Cases = 100_000;

    [Fact]
    public void The_average_is_the_exact_quotient_rounded_once_half_to_even()
    {
        const int seed = 20_261_117;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < Cases; round++)
        {
            var sum = Bits(random, 1 + random.Next(127));
            var count = (long)Bits(random, 1 + random.Next(63));
            if (count == 0 || sum == 0) continue;

            Assert.Equal(Expected(sum, count), ExactAverage.Of(sum, count));
        }
    }

    [Fact]
    public void Ties_go_to_the_even_neighbour_and_a_trace_more_goes_up()
    {
        for (var low = 0; low < 64; low++)
        {
            // 54 bits whose last is 1: half way between two doubles.
            var tie = ((Int128)((1L << 53) | (uint)((low << 1) | 1)) << 20) * 7;

            Assert.Equal(Expected(tie, 7), ExactAverage.Of(tie, 7));
            Assert.Equal(Expected(tie + 1, 7), ExactAverage.Of(tie + 1, 7));
            Assert.Equal(Expected(tie - 1, 7), ExactAverage.Of(tie - 1, 7));
        }
    }

    [Fact]
    public void Dividing_doubles_would_differ_in_many_cases()
    {
        var random = new Random(1);
        var differs = 0;
        for (var round = 0; round < 1_000; round++)
        {
            var sum = Bits(random, 80);
            var count = 3 + random.Next(1_000_000);
            if (ExactAverage.Of(sum, count) != (double)sum / (1L << 40) / count) differs++;
        }

        Assert.InRange(differs, 100, 900);
    }

    [Fact]
    public void Nothing_sold_averages_zero_and_bad_arguments_are_refused()
    {
        Assert.Equal(0, ExactAverage.Of(0, 3));
        Assert.Equal(0, default(PriceStatistics).Average);
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactAverage.Of(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactAverage.Of(-1, 1));
    }

    private static Int128 Bits(Random random, int count)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return (Int128)((UInt128)(Int128)new BigInteger(bytes, isUnsigned: false) >> (128 - count));
    }

    /// <summary>Long division in whole numbers: 53 bits of sum / (count · 2⁴⁰), then the rest decides.</summary>
    private static double Expected(Int128 sum, long count)
    {
        var numerator = (BigInteger)sum;
        var denominator = (BigInteger)count << 40;
        var exponent = (int)(numerator.GetBitLength() - denominator.GetBitLength()) - 53;
        while (true)
        {
            var scaled = exponent < 0 ? numerator << -exponent : numerator;
            var divisor = exponent < 0 ? denominator : denominator << exponent;
            var quotient = BigInteger.DivRem(scaled, divisor, out var rest);
            if (quotient.GetBitLength() > 53)
            {
                exponent++;
                continue;
            }

            var twice = (rest << 1).CompareTo(divisor);
            if (twice > 0 || (twice == 0 && !quotient.IsEven)) quotient++;
            return Math.ScaleB((double)quotient, exponent);
        }
    }
}
