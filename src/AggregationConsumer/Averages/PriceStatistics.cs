namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>Running count, exact sum and extremes of one product's prices.</summary>
/// <remarks>Not thread-safe: the pipeline's thread owns it. Merging is associative and commutative to the
/// last bit.</remarks>
internal struct PriceStatistics
{
    private Int128 _sum;

    public PriceStatistics(long count, Int128 sum, float min, float max)
    {
        Count = count;
        _sum = sum;
        Min = min;
        Max = max;
    }

    /// <summary>How many prices there were.</summary>
    public long Count { get; private set; }

    /// <summary>Their exact sum in units of 2⁻⁴⁰.</summary>
    public readonly Int128 Sum => _sum;

    /// <summary>The lowest price; meaningful from a count of 1.</summary>
    public float Min { get; private set; }

    /// <summary>The highest price; meaningful from a count of 1.</summary>
    public float Max { get; private set; }

    /// <summary>The double nearest to the exact average; 0 for no prices.</summary>
    public readonly double Average => Count == 0 ? 0 : ExactAverage.Of(_sum, Count);

    /// <summary>Adds one valid price.</summary>
    /// <exception cref="OverflowException">The sum leaves 128 bits: some 10¹⁴ of the highest prices.</exception>
    public void Add(float price)
    {
        _sum = checked(_sum + FixedPoint.FromPrice(price));
        if (Count == 0 || price < Min) Min = price;
        if (Count == 0 || price > Max) Max = price;
        Count++;
    }

    /// <summary>Adds all prices of another.</summary>
    public void Merge(in PriceStatistics other)
    {
        if (other.Count == 0) return;
        if (Count == 0 || other.Min < Min) Min = other.Min;
        if (Count == 0 || other.Max > Max) Max = other.Max;
        _sum = checked(_sum + other._sum);
        Count = checked(Count + other.Count);
    }
}
