using System.Buffers.Text;
using Benchmarks.Averaging;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Messaging.Hosting;

namespace Benchmarks.Input;

/// <summary>The oracle: what the averages must be, counted from the generator and from nothing that was read.</summary>
internal sealed class ExpectedAverages
{
    private const double RoundingOfDoubles = 1e-9;

    private readonly long[] _counts;
    private readonly Int128[] _sums;

    private ExpectedAverages(OrderInput input, long[] before)
    {
        _counts = new long[input.Products];
        _sums = new Int128[input.Products];
        using var source = input.Generate();
        var (open, last) = (before.Sum(), 0L);
        for (long number = 0; open > 0; number++)
        {
            source.TryRead(out var order, out _);
            if (number / OrderInput.Partitions >= before[number % OrderInput.Partitions]) continue;
            var isNamed = Utf8Parser.TryParse(order.Product["Item".Length..], out int product, out _);
            if (!isNamed) throw new FormatException("a generated product has another name");
            _counts[product - 1]++;

            // Exact: the product with a power of two keeps the float's bits, and all of them are above the point.
            _sums[product - 1] += (Int128)(order.Price * (double)(1L << 40));
            (open, last) = (open - 1, number);
        }

        if (last >= input.Count) throw new InvalidOperationException("more was read than was generated");
    }

    /// <summary>Of the orders before these offsets.</summary>
    public static ExpectedAverages Before(OrderInput input, long[] offsets) => new(input, offsets);

    /// <summary>Of all orders.</summary>
    public static ExpectedAverages Of(OrderInput input)
    {
        var offsets = new long[OrderInput.Partitions];
        for (var number = 0; number < input.Count; number++) offsets[number % OrderInput.Partitions]++;
        return new ExpectedAverages(input, offsets);
    }

    /// <summary>Our averages have to agree to the last bit.</summary>
    /// <exception cref="ProgramException">They do not: the run is void.</exception>
    public void Check(AveragesReport report, string run)
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            report.Products.TryGetValue(NameOf(index), out var found);
            if (found.Count != _counts[index] || found.Sum != _sums[index]) throw Void(run, index, found.Count);
        }
    }

    /// <summary>The baseline adds doubles: counts exactly, sums but for rounding.</summary>
    /// <exception cref="ProgramException">They do not agree: the run is void.</exception>
    public void Check(IReadOnlyDictionary<string, RunningAverage> averages, string run)
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            var found = averages.GetValueOrDefault(NameOf(index)) ?? new RunningAverage();
            var expected = Math.ScaleB((double)_sums[index], -40);
            var isNear = Math.Abs(found.Sum - expected) <= expected * RoundingOfDoubles;
            if (found.Count != _counts[index] || !isNear) throw Void(run, index, found.Count);
        }
    }

    private static string NameOf(int index) => $"Item{index + 1}";

    private ProgramException Void(string run, int index, long count) => new(
        ExitCode.Failed,
        $"{run} is void: {NameOf(index)} has {count} orders where {_counts[index]} were generated, or another sum");
}
